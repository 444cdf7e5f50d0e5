package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.FilterAction;
import shibafu.tui.containers.ListModel;
import shibafu.tui.copy.CopyUpdate;
import shibafu.tui.create.CreateUpdate;
import shibafu.tui.create.FailedStartAction;
import shibafu.tui.dialog.Question;
import shibafu.tui.flow.Effect;
import shibafu.tui.form.TextField;
import shibafu.tui.images.ImagesUpdate;
import shibafu.tui.keys.Key;
import shibafu.tui.limits.LimitsUpdate;
import shibafu.tui.palette.PaletteModel;
import shibafu.tui.pick.ThemePicker;
import shibafu.tui.reader.Reader;
import shibafu.tui.reader.ReaderUpdate;
import shibafu.tui.reader.Subject;

/// Where a key goes: to the dialog, else to the filter being typed, else to what holds everywhere, else to the list.
final class Keys {
    private Keys() {}

    static Step update(Model model, Key key) {
        return Sweeping.key(model, key).orElseGet(() -> dialog(model, key));
    }

    private static Step dialog(Model model, Key key) {
        return switch (model.dialog()) {
            case Dialog.Asking asking -> question(model, asking.question(), key);
            case Dialog.Creating creating -> create(model, creating, key);
            case Dialog.Limiting limiting -> Editing.key(model, limiting.form(), key);
            case Dialog.Help help -> Step.of(help(model, help, key));
            case Dialog.Picking picking -> Step.of(picking(model, picking.picker(), key));
            case Dialog.Copying copying -> Copies.copying(model, copying.copy(), key);
            case Dialog.Commanding commanding -> PaletteKeys.update(model, commanding.palette(), key);
            case Dialog.Images images -> ImageKeys.key(model, images.images(), key);
            case Dialog.Reading reading -> Texts.key(model, reading, key);
            case Dialog.None none ->
                model.list().typing()
                        ? Step.of(filter(model, key))
                        : Decks.key(model, key)
                                .or(() -> model.keymap()
                                        .of(GlobalAction.KEYS)
                                        .action(key)
                                        .map(action -> global(model, action)))
                                .orElseGet(() -> ListKeys.update(model, key));
        };
    }

    /// Pasted text goes where text is typed, and nowhere else: it must not act as keys.
    static Model pasted(Model model, String text) {
        return switch (model.dialog()) {
            case Dialog.Creating creating ->
                model.withDialog(new Dialog.Creating(CreateUpdate.pasted(creating.form(), text)));
            case Dialog.Limiting limiting ->
                model.withDialog(new Dialog.Limiting(LimitsUpdate.pasted(limiting.form(), text)));
            case Dialog.None none ->
                model.list().typing()
                        ? model.withList(
                                model.list().filtering(model.list().filter().pasted(text), true))
                        : model;
            case Dialog.Copying copying ->
                model.withDialog(new Dialog.Copying(CopyUpdate.pasted(copying.copy(), text), false));
            case Dialog.Commanding commanding -> PaletteKeys.pasted(model, commanding.palette(), text);
            case Dialog.Reading reading -> model.withDialog(reading.with(ReaderUpdate.pasted(reading.reader(), text)));
            case Dialog.Images images ->
                model.withDialog(new Dialog.Images(ImagesUpdate.pasted(images.images(), text)));
            case Dialog.Asking asking -> model;
            case Dialog.Help help -> model;
            case Dialog.Picking picking -> model;
        };
    }

    private static Step question(Model model, Question question, Key key) {
        Question.Answer answer = question.on(key, model.keymap());
        if (answer.open().isPresent()) {
            return Step.of(model.withDialog(new Dialog.Asking(answer.open().get())));
        }
        Model closed = model.withDialog(Dialog.NONE);
        if (answer.effect().isEmpty()) {
            return Step.of(closed);
        }
        Effect effect = answer.effect().get();
        return Step.of(effect instanceof Effect.Ask ask ? closed.telling(false, Progress.of(ask)) : closed, effect);
    }

    private static Step create(Model model, Dialog.Creating creating, Key key) {
        Optional<String> failed = creating.form().failed();
        if (failed.isPresent()
                && model.keymap().of(FailedStartAction.KEYS).action(key).isPresent()) {
            return Step.of(
                    model.withDialog(new Dialog.Reading(Reader.of(Subject.LAUNCH, failed.get()), creating)),
                    new Effect.Read(Subject.LAUNCH, failed.get()));
        }
        List<String> taken = model.list().rows().stream().map(ContainerRow::id).toList();
        CreateUpdate.Outcome outcome =
                CreateUpdate.key(creating.form(), key, taken, model.host().memoryBytes(), model.keymap());
        Model next = model.withDialog(
                outcome.form().<Dialog>map(Dialog.Creating::new).orElse(Dialog.NONE));
        List<Effect> effects = new ArrayList<>();
        outcome.container().ifPresent(container -> effects.add(new Effect.Run(container)));
        outcome.copied().ifPresent(text -> effects.add(new Effect.Copy(text)));
        return new Step(outcome.copied().isPresent() ? next.telling(false, "copied the command line") : next, effects);
    }

    private static Model help(Model model, Dialog.Help help, Key key) {
        int page = Math.max(1, model.size().rows() - 4);
        int last = View.helpScroll(model);
        return switch (model.keymap().of(HelpAction.KEYS).action(key).orElse(HelpAction.CLOSE)) {
            case UP -> helpAt(model, help.scroll() - 1, last);
            case DOWN -> helpAt(model, help.scroll() + 1, last);
            case PAGE_UP -> helpAt(model, help.scroll() - page, last);
            case PAGE_DOWN -> helpAt(model, help.scroll() + page, last);
            case TOP -> helpAt(model, 0, last);
            case BOTTOM -> helpAt(model, last, last);
            case CLOSE -> model.withDialog(Dialog.NONE);
        };
    }

    private static Model helpAt(Model model, int line, int last) {
        return model.withDialog(new Dialog.Help(Math.clamp(line, 0, last)));
    }

    private static Model filter(Model model, Key key) {
        ListModel list = model.list();
        return model.withList(model.keymap()
                .of(FilterAction.KEYS)
                .action(key)
                .map(action -> switch (action) {
                    case KEEP -> list.filtering(list.filter(), false);
                    case CLEAR -> list.filtering(TextField.EMPTY, false);
                    case UP -> list.moved(-1);
                    case DOWN -> list.moved(1);
                })
                .orElseGet(() -> list.filtering(list.filter().edited(key), true)));
    }

    static Step global(Model model, GlobalAction action) {
        return switch (action) {
            case HELP -> Step.of(model.withDialog(new Dialog.Help(0)));
            case PALETTE -> Step.of(model.withDialog(new Dialog.Commanding(PaletteModel.EMPTY)));
            case THEME -> Step.of(model.withDialog(new Dialog.Picking(ThemePicker.of(model.themes(), model.theme()))));
            case REDRAW -> Step.of(model, new Effect.Redraw());
            case SUSPEND -> Step.of(model, new Effect.Suspend());
            case QUIT -> quit(model);
            case RECORD -> Decks.record(model);
            case EXPORT -> Decks.export(model);
        };
    }

    /// Asks where something would end that can't be had again.
    private static Step quit(Model model) {
        Optional<String> lost = Decks.lost(model);
        return lost.isEmpty()
                ? Step.of(model.leaving())
                : Step.of(model.withDialog(new Dialog.Asking(Question.of("quit: " + lost.get(), new Effect.Leave()))));
    }

    private static Model picking(Model model, ThemePicker picker, Key key) {
        ThemePicker.Outcome outcome = picker.key(key, model.keymap());
        Model worn = model.withTheme(outcome.theme());
        return outcome.picker()
                .map(next -> worn.withDialog(new Dialog.Picking(next)))
                .orElseGet(() -> worn.withDialog(Dialog.NONE).telling(false, "theme " + outcome.theme()));
    }
}
