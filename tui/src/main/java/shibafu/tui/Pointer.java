package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.pty.vt.MouseEvent;
import shibafu.pty.vt.MouseEvent.Action;
import shibafu.pty.vt.MouseEvent.Button;
import shibafu.tui.containers.ListAction;
import shibafu.tui.containers.ListModel;
import shibafu.tui.containers.ListView;
import shibafu.tui.copy.CopyAction;
import shibafu.tui.dialog.Question;
import shibafu.tui.dialog.QuestionView;
import shibafu.tui.draw.Rect;
import shibafu.tui.flow.Effect;
import shibafu.tui.images.ImagesAction;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.palette.PaletteAction;
import shibafu.tui.palette.PaletteModel;
import shibafu.tui.palette.PaletteView;
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
        if (model.dialog() instanceof Dialog.Copying copying && !event.button().isWheel()) {
            Rect inner = ShellView.pane(layout.shell(), model.shell()).inner();
            return Copies.pointed(model, copying, event, inner);
        }
        if (model.shell().focused() && model.dialog() instanceof Dialog.None) {
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
            case Dialog.Images images ->
                images.images().form().isPresent()
                        ? Step.of(model) // there keys type
                        : press(model, ImagesAction.KEYS, up ? ImagesAction.UP : ImagesAction.DOWN);
            case Dialog.Copying copying -> lines(model, CopyAction.KEYS, up ? CopyAction.UP : CopyAction.DOWN);
            case Dialog.Asking asking -> Step.of(model);
            case Dialog.Creating creating -> Step.of(model);
            case Dialog.Limiting limiting -> Step.of(model);
        };
    }

    private static Step wheelOnPane(Model model, Layout layout, MouseEvent event, boolean up) {
        return switch (layout.at(model.page(), event.column(), event.row())) {
            case LIST -> ListKeys.act(model, up ? ListAction.UP : ListAction.DOWN);
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
            case Dialog.Commanding commanding -> clickOnPalette(model, commanding.palette(), event);
            case Dialog.Images images -> Step.of(model);
            case Dialog.Copying copying -> Step.of(model);
            case Dialog.Creating creating -> Step.of(model);
            case Dialog.Limiting limiting -> Step.of(model);
            case Dialog.Picking picking -> Step.of(model);
        };
    }

    private static Step clickOnPane(Model model, Layout layout, MouseEvent event, Layout.Part part) {
        return switch (part) {
            case LIST -> clickOnList(model, layout, event);
            case SHELL ->
                shellAt(model, layout, event)
                        .map(shell -> ShellPanes.focus(model, shell.number()))
                        .orElseGet(() -> Step.of(model));
            case GRAPHS, FOOTER, NOTHING -> Step.of(model);
        };
    }

    /// A line is marked and done.
    private static Step clickOnPalette(Model model, PaletteModel palette, MouseEvent event) {
        int lines = PaletteKeys.lines(model, palette).size();
        return PaletteView.lineAt(model.size(), palette, lines, event.row())
                .map(line -> press(
                        model.withDialog(new Dialog.Commanding(palette.moved(line - palette.chosen(), lines))),
                        PaletteAction.KEYS,
                        PaletteAction.RUN))
                .orElseGet(() -> Step.of(model));
    }

    /// A row is chosen; a title sorts by its column.
    private static Step clickOnList(Model model, Layout layout, MouseEvent event) {
        ListModel list = model.list();
        if (event.row() == layout.list().y()) {
            return ListView.sortAt(
                            list,
                            layout.list().width(),
                            event.column() - layout.list().x())
                    .map(sort -> ListKeys.sorted(model, list.sortedBy(sort)))
                    .orElseGet(() -> Step.of(model));
        }
        return Step.of(ListView.rowAt(
                        list,
                        layout.list().height(),
                        event.row() - layout.list().y())
                .map(index -> model.withList(list.at(index).movedAt(model.now())))
                .orElse(model));
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
