package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;
import shibafu.tui.containers.ListAction;
import shibafu.tui.containers.ListView;
import shibafu.tui.dialog.Question;
import shibafu.tui.dialog.QuestionView;
import shibafu.tui.draw.Rect;
import shibafu.tui.flow.Effect;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.palette.PaletteAction;
import shibafu.tui.pick.PickAction;
import shibafu.tui.reader.ReaderAction;
import shibafu.tui.shell.ShellView;

/// What the mouse makes of the screen: it goes to what it points at.
final class Pointer {
    private static final int WHEEL_LINES = 3;

    private Pointer() {}

    static Step update(Model model, MouseEvent event) {
        Layout layout = Layout.of(model);
        if (layout.kind() == Layout.Kind.TOO_SMALL) {
            return Step.of(model);
        }
        if (model.shell().focused()) {
            return inShell(model, layout, event);
        }
        if (event.button().isWheel()) {
            return event.action() == Action.PRESSED ? wheel(model, layout, event) : Step.of(model);
        }
        boolean click = event.action() == Action.PRESSED && event.button() == Button.LEFT;
        return click ? click(model, layout, event) : Step.of(model);
    }

    /// Over the shell that has the keys the mouse is its program's; a drag that began there stays its. A click outside
    /// leaves it.
    private static Step inShell(Model model, Layout layout, MouseEvent event) {
        Rect inner = ShellView.pane(layout.shell(), model.shell()).inner();
        boolean outside = !inner.contains(event.column(), event.row());
        if (outside && event.button().isWheel()) {
            return event.action() == Action.PRESSED ? wheel(model, layout, event) : Step.of(model);
        }
        if (outside && event.action() == Action.PRESSED) {
            Step after = click(model.withShell(model.shell().leaving().turnedAway()), layout, event);
            List<Effect> effects = new ArrayList<>();
            effects.add(new Effect.LeaveShell());
            effects.addAll(after.effects());
            return new Step(after.model(), effects);
        }
        return model.shell()
                .shown()
                .map(shown -> Step.of(model, new Effect.ShellMouse(shown.number(), within(event, inner))))
                .orElseGet(() -> Step.of(model));
    }

    private static MouseEvent within(MouseEvent event, Rect inner) {
        return new MouseEvent(
                event.action(),
                event.button(),
                Math.clamp(event.row() - (long) inner.y(), 0, Math.max(0, inner.height() - 1)),
                Math.clamp(event.column() - (long) inner.x(), 0, Math.max(0, inner.width() - 1)),
                event.shift(),
                event.alt(),
                event.control());
    }

    private static Step wheel(Model model, Layout layout, MouseEvent event) {
        boolean up = event.button() == Button.WHEEL_UP;
        return switch (model.dialog()) {
            case Dialog.None none -> wheelOnPane(model, layout, event, up);
            case Dialog.Help help -> lines(model, HelpAction.KEYS, up ? HelpAction.UP : HelpAction.DOWN);
            case Dialog.Reading reading -> lines(model, ReaderAction.KEYS, up ? ReaderAction.UP : ReaderAction.DOWN);
            case Dialog.Commanding commanding ->
                press(model, PaletteAction.KEYS, up ? PaletteAction.UP : PaletteAction.DOWN);
            case Dialog.Picking picking -> press(model, PickAction.KEYS, up ? PickAction.UP : PickAction.DOWN);
            case Dialog.Copying copying -> Step.of(model);
            case Dialog.Asking asking -> Step.of(model);
            case Dialog.Creating creating -> Step.of(model);
            case Dialog.Limiting limiting -> Step.of(model);
        };
    }

    private static Step wheelOnPane(Model model, Layout layout, MouseEvent event, boolean up) {
        return switch (layout.at(model.page(), event.column(), event.row())) {
            case LIST -> Step.of(model.withList(model.list().moved(up ? -1 : 1)));
            case GRAPHS -> ListKeys.act(model, up ? ListAction.NARROW : ListAction.WIDEN);
            case SHELL ->
                shellAt(model, layout, event)
                        .map(shell -> Step.of(
                                model,
                                new Effect.ShellMouse(
                                        shell.number(),
                                        within(event, shell.pane().inner()))))
                        .orElseGet(() -> Step.of(model));
            case FOOTER, NOTHING -> Step.of(model);
        };
    }

    private static Step click(Model model, Layout layout, MouseEvent event) {
        Layout.Part part = layout.at(model.page(), event.column(), event.row());
        if (part == Layout.Part.FOOTER) {
            return BarsView.footerKey(model, layout, event.column())
                    .map(key -> Keys.update(model, key))
                    .orElseGet(() -> Step.of(model));
        }
        return switch (model.dialog()) {
            case Dialog.None none -> clickOnPane(model, layout, event, part);
            case Dialog.Asking asking ->
                QuestionView.answerAt(model.size(), asking.question(), event.column(), event.row())
                        .map(yes -> press(model, Question.KEYS, yes ? Question.Action.YES : Question.Action.NO))
                        .orElseGet(() -> Step.of(model));
            case Dialog.Help help -> Step.of(model);
            case Dialog.Reading reading -> Step.of(model);
            case Dialog.Commanding commanding -> Step.of(model);
            case Dialog.Copying copying -> Step.of(model);
            case Dialog.Creating creating -> Step.of(model);
            case Dialog.Limiting limiting -> Step.of(model);
            case Dialog.Picking picking -> Step.of(model);
        };
    }

    private static Step clickOnPane(Model model, Layout layout, MouseEvent event, Layout.Part part) {
        return switch (part) {
            case LIST ->
                Step.of(ListView.rowAt(
                                model.list(),
                                layout.list().height(),
                                event.row() - layout.list().y())
                        .map(index -> model.withList(model.list().at(index)))
                        .orElse(model));
            case SHELL ->
                shellAt(model, layout, event)
                        .map(shell -> ShellPanes.focus(model, shell.number()))
                        .orElseGet(() -> Step.of(model));
            case GRAPHS, FOOTER, NOTHING -> Step.of(model);
        };
    }

    private static Optional<ShellView.Spot> shellAt(Model model, Layout layout, MouseEvent event) {
        return ShellView.at(layout.shell(), model.shell(), event.column());
    }

    private static <A extends Enum<A>> Step lines(Model model, KeyTable<A> table, A action) {
        Step step = Step.of(model);
        for (int i = 0; i < WHEEL_LINES; i++) {
            step = press(step.model(), table, action);
        }
        return step;
    }

    /// As if the key of an action had been pressed.
    private static <A extends Enum<A>> Step press(Model model, KeyTable<A> table, A action) {
        Optional<Key> key = model.keymap().of(table).press(action);
        return key.map(pressed -> Keys.update(model, pressed)).orElseGet(() -> Step.of(model));
    }
}
