package shibafu.tui;

import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListView;
import shibafu.tui.create.CreateView;
import shibafu.tui.dialog.HelpView;
import shibafu.tui.dialog.Message;
import shibafu.tui.dialog.QuestionView;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.images.ImagesView;
import shibafu.tui.limits.LimitsView;
import shibafu.tui.palette.PaletteView;
import shibafu.tui.pick.PickView;
import shibafu.tui.reader.Look;
import shibafu.tui.reader.ReaderView;
import shibafu.tui.replay.Deck;
import shibafu.tui.replay.TimelineView;
import shibafu.tui.shell.ShellView;
import shibafu.tui.stats.GraphKind;
import shibafu.tui.stats.GraphsView;
import shibafu.tui.stats.Scene;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// Draws a model. Pure but for the canvas.
final class View {
    private static final int MESSAGES_IN_HELP = 10;

    private View() {}

    static void draw(Canvas screen, Model model) {
        Layout layout = Layout.of(model);
        if (layout.kind() == Layout.Kind.TOO_SMALL) {
            tooSmall(screen, model);
            return;
        }
        if (model.dialog() instanceof Dialog.Help help) {
            HelpView.draw(
                    screen.in(helpArea(screen.bounds())),
                    KeyTables.of(model.keymap()),
                    told(model),
                    model.host().zone(),
                    help.scroll());
        } else {
            panes(screen, model, layout);
        }
        if (model.deck() instanceof Deck.Replaying replaying) {
            TimelineView.draw(screen.in(layout.timeline()), replaying.position());
        }
        BarsView.header(screen.in(layout.header()), model);
        BarsView.status(screen.in(layout.status()), model);
        BarsView.footer(screen.in(layout.footer()), model, layout.kind());
        dialog(screen, model, layout);
    }

    /// How far the help can be scrolled.
    static int helpScroll(Model model) {
        int lines = HelpView.lines(
                KeyTables.of(model.keymap()), told(model), model.size().columns());
        return Math.max(0, lines - (model.size().rows() - 5));
    }

    private static Rect helpArea(Rect all) {
        return all.below(1).top(all.height() - 3);
    }

    private static List<Message> told(Model model) {
        return model.messages().newest(MESSAGES_IN_HELP);
    }

    private static void panes(Canvas screen, Model model, Layout layout) {
        boolean all = layout.kind() == Layout.Kind.FULL;
        boolean limiting = model.dialog() instanceof Dialog.Limiting;
        boolean reading = model.dialog() instanceof Dialog.Reading;
        if (layout.list().height() > 0 && (all || (model.page() == Page.LIST && !limiting && !reading))) {
            ListView.draw(screen.in(layout.list()), model.list(), model.traces(), model.now(), model.keymap());
        }
        if (!layout.graphs().isEmpty() && (all || (model.page() == Page.GRAPHS && !reading) || limiting)) {
            graphs(screen, model, layout);
        }
        if (model.dialog() instanceof Dialog.Reading text) {
            Look look = Texts.look(model, text.reader(), layout.shell().width(), screen.symbols());
            ReaderView.draw(screen.in(layout.shell()), text.reader(), look);
            return;
        }
        boolean open = !model.shell().panes().isEmpty();
        if ((all && (open || !limiting)) || (!limiting && model.page() == Page.SHELL)) {
            ShellView.draw(
                    screen.in(layout.shell()),
                    model.list().selectedRow(),
                    model.shell(),
                    model.keymap(),
                    model.now(),
                    model.dialog() instanceof Dialog.Copying copying ? Optional.of(copying.copy()) : Optional.empty());
        }
    }

    private static void graphs(Canvas screen, Model model, Layout layout) {
        Scene scene = Scenes.of(model);
        List<GraphKind> kinds = List.of(GraphKind.values());
        for (int i = 0; i < layout.graphs().size(); i++) {
            GraphKind kind = kinds.get((scene.window().first() + i) % kinds.size());
            GraphsView.draw(screen.in(layout.graphs().get(i)), kind, scene);
        }
    }

    private static void dialog(Canvas screen, Model model, Layout layout) {
        switch (model.dialog()) {
            case Dialog.Asking asking -> QuestionView.draw(screen, asking.question());
            case Dialog.Creating creating ->
                CreateView.draw(
                        screen,
                        creating.form(),
                        model.list().rows().stream().map(ContainerRow::id).toList(),
                        model.host().memoryBytes());
            case Dialog.Limiting limiting -> {
                Trace trace = model.traces().getOrDefault(limiting.form().id(), Trace.of(model.now()));
                Rect strip = layout.shell()
                        .below(layout.shell().height()
                                - LimitsView.height(layout.shell().width()));
                LimitsView.draw(
                        screen.in(strip),
                        limiting.form(),
                        trace,
                        model.changes().steps(limiting.form().id()));
            }
            case Dialog.Picking picking -> PickView.draw(screen.in(helpArea(screen.bounds())), picking.picker());
            case Dialog.Images images ->
                ImagesView.draw(
                        screen.in(helpArea(screen.bounds())),
                        images.images(),
                        model.host().zone());
            case Dialog.Help help -> {}
            case Dialog.Reading reading -> {}
            case Dialog.Copying copying -> {}
            case Dialog.Commanding commanding ->
                PaletteView.draw(
                        screen.in(layout.status()),
                        screen.in(screen.bounds().below(1).top(screen.height() - 3)),
                        commanding.palette(),
                        PaletteKeys.lines(model, commanding.palette()));
            case Dialog.None none -> {}
        }
    }

    private static void tooSmall(Canvas screen, Model model) {
        String text = "needs " + Layout.LEAST.columns() + "x" + Layout.LEAST.rows() + ", is "
                + model.size().columns() + "x" + model.size().rows();
        screen.text(0, screen.height() / 2, text, Ink.of(Role.WARN));
    }
}
