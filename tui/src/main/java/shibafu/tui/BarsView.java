package shibafu.tui;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.state.ContainerStatus;
import shibafu.tui.containers.FilterAction;
import shibafu.tui.containers.ListAction;
import shibafu.tui.copy.CopyAction;
import shibafu.tui.create.CreateAction;
import shibafu.tui.create.CreateUpdate;
import shibafu.tui.create.FailedStartAction;
import shibafu.tui.dialog.Message;
import shibafu.tui.dialog.Question;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.images.ImagesAction;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.limits.LimitsAction;
import shibafu.tui.palette.PaletteAction;
import shibafu.tui.pick.PickAction;
import shibafu.tui.reader.ReaderAction;
import shibafu.tui.reader.Subject;
import shibafu.tui.replay.Deck;
import shibafu.tui.replay.ReplayAction;
import shibafu.tui.shell.ShellAction;
import shibafu.tui.stats.Explain;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Moment;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;
import shibafu.tui.sweep.SweepAction;
import shibafu.tui.theme.Role;

/// Draws the three lines around the panes: header, status, and the footer of keys.
final class BarsView {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /// Columns of ` STALE  12:41 `.
    private static final int LIVE_AND_CLOCK = 14;

    private BarsView() {}

    static void header(Canvas line, Model model) {
        int x = line.text(0, 0, " shibafu ", Ink.of(Role.TITLE));
        x = line.text(x + 1, 0, counts(model), Ink.PLAIN);
        String totals = totals(model);
        String tape = tape(model);
        if (x + 2 + Cells.width(totals) + Cells.width(tape) + LIVE_AND_CLOCK <= line.width()) {
            line.text(x + 2, 0, totals, Ink.PLAIN);
        }
        String clock = CLOCK.format(model.now().atZone(model.host().zone())) + " ";
        line.textEndingAt(line.width(), 0, clock, Ink.of(Role.DIM));
        if (model.deck() instanceof Deck.Replaying) {
            line.textEndingAt(line.width() - 7, 0, " REPLAY ", Ink.of(Role.WARN));
        } else if (model.stale().isPresent()) {
            line.textEndingAt(line.width() - 7, 0, " STALE ", Ink.of(Role.ERROR));
        } else {
            line.textEndingAt(line.width() - 7, 0, " LIVE ", Ink.of(Role.OK));
        }
        line.textEndingAt(line.width() - LIVE_AND_CLOCK, 0, tape, Ink.of(Role.ERROR));
    }

    /// That a recording is being made, and for how long.
    private static String tape(Model model) {
        return model.deck() instanceof Deck.Recording recording
                ? " REC " + Figures.clock(Duration.between(recording.since(), model.now())) + " "
                : "";
    }

    static void status(Canvas line, Model model) {
        if (model.list().typing()) {
            int x = line.text(0, 0, " /" + model.list().filter().before(), Ink.of(Role.KEY));
            line.put(x, 0, ' ', Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
            line.text(x + 1, 0, model.list().filter().after(), Ink.of(Role.KEY));
            return;
        }
        if (model.sweeps().running().isPresent()) {
            String text = model.sweeps().running().get().progress() + "; Esc ends it";
            line.text(1, 0, Cells.cut(text, line.width() - 2, line.symbols()), Ink.of(Role.LIMIT_STAGED));
            return;
        }
        Optional<Message> fresh = model.messages().fresh(model.now());
        if (fresh.isPresent()) {
            message(line, fresh.get(), model.keymap().key(GlobalAction.KEYS, GlobalAction.HELP));
            return;
        }
        Optional<String> moment = Moment.words(Scenes.of(model));
        if (moment.isPresent()) {
            line.text(1, 0, Cells.cut(moment.get(), line.width() - 2, line.symbols()), Ink.of(Role.KEY));
            return;
        }
        model.list()
                .selectedRow()
                .filter(row -> row.status() == ContainerStatus.RUNNING)
                .flatMap(row ->
                        Explain.of(Cells.cutMiddle(row.id(), line.width() / 3, line.symbols()), model.trace(row)))
                .ifPresent(
                        text -> line.text(1, 0, Cells.cut(text, line.width() - 2, line.symbols()), Ink.of(Role.WARN)));
    }

    private static void message(Canvas line, Message message, String help) {
        Ink ink = Ink.of(message.bad() ? Role.ERROR : Role.OK);
        if (Cells.width(message.text()) <= line.width() - 2) {
            line.text(1, 0, message.text(), ink);
            return;
        }
        String whole = " " + help + " tells all ";
        int room = line.width() - 1 - Cells.width(whole);
        line.text(1, 0, Cells.cut(message.text(), room, line.symbols()), ink);
        line.textEndingAt(line.width(), 0, whole, Ink.of(Role.KEY));
    }

    /// The keys that work now, as many as fit.
    static void footer(Canvas line, Model model, Layout.Kind kind) {
        int x = 1;
        for (Binding<?> binding : bindings(model, kind)) {
            if (x + footerWidth(binding) > line.width()) {
                return;
            }
            int after = line.text(x, 0, binding.label(), Ink.of(Role.KEY));
            x = line.text(after + 1, 0, binding.word(), Ink.of(Role.DIM)) + 2;
        }
    }

    private static int footerWidth(Binding<?> binding) {
        return Cells.width(binding.label()) + 1 + Cells.width(binding.word());
    }

    /// The key that is told at a place of the footer.
    static Optional<Key> footerKey(Model model, Layout layout, int column) {
        int x = 1;
        for (Binding<?> binding : bindings(model, layout.kind())) {
            int end = x + footerWidth(binding);
            if (end > layout.footer().width()) {
                return Optional.empty();
            }
            if (column >= x && column < end) {
                return Optional.of(Key.of(binding.keys().getFirst()));
            }
            x = end + 2;
        }
        return Optional.empty();
    }

    private static List<Binding<?>> bindings(Model model, Layout.Kind kind) {
        List<Binding<?>> bindings = new ArrayList<>();
        for (KeyTable<?> table : tables(model)) {
            for (Binding<?> binding : model.keymap().of(table).bindings()) {
                if (!binding.word().isEmpty() && !binding.keys().isEmpty()) {
                    bindings.add(binding);
                }
            }
        }
        boolean listHasKeys = model.dialog() instanceof Dialog.None
                && !model.shell().focused()
                && !model.list().typing();
        if (kind == Layout.Kind.PAGED && listHasKeys) {
            String tab = model.keymap().key(ListAction.KEYS, ListAction.NEXT_PAGE);
            bindings.addFirst(Binding.shown("tab", tab, "pane", "", ListAction.NEXT_PAGE));
        }
        return bindings;
    }

    private static List<KeyTable<?>> tables(Model model) {
        if (model.shell().focused()) {
            return List.of(ShellAction.KEYS);
        }
        return switch (model.dialog()) {
            case Dialog.Asking asking -> List.of(Question.KEYS);
            case Dialog.Creating creating ->
                creating.form().choosing().isPresent()
                        ? List.of(CreateAction.CHOOSING)
                        : creating.form().failed().isPresent()
                                ? List.of(FailedStartAction.KEYS, CreateUpdate.KEYS)
                                : List.of(CreateUpdate.KEYS, CreateAction.KEYS);
            case Dialog.Limiting limiting -> List.of(LimitsAction.KEYS);
            case Dialog.Picking picking -> List.of(PickAction.KEYS);
            case Dialog.Help help -> List.of(HelpAction.KEYS);
            case Dialog.Copying copying -> List.of(CopyAction.KEYS);
            case Dialog.Commanding commanding -> List.of(PaletteAction.KEYS);
            case Dialog.Images images ->
                List.of(images.images().form().isPresent() ? ImagesAction.FORM : ImagesAction.KEYS);
            case Dialog.Reading reading ->
                reading.reader().subject() == Subject.SWEEP
                        ? List.of(ReaderAction.KEYS, SweepAction.KEYS)
                        : ReaderAction.tables(reading.reader());
            case Dialog.None none -> model.list().typing() ? List.of(FilterAction.KEYS) : listTables(model);
        };
    }

    private static List<KeyTable<?>> listTables(Model model) {
        return model.deck() instanceof Deck.Replaying
                ? List.of(GlobalAction.KEYS, ReplayAction.KEYS)
                : List.of(GlobalAction.KEYS, ListAction.KEYS);
    }

    private static String counts(Model model) {
        List<ContainerRow> rows = model.list().rows();
        long running = count(rows, ContainerStatus.RUNNING);
        long frozen = count(rows, ContainerStatus.PAUSED);
        long others = rows.size() - running - frozen;
        return running + " run" + (frozen > 0 ? " " + frozen + " frozen" : "")
                + (others > 0 ? " " + others + " other" : "");
    }

    private static long count(List<ContainerRow> rows, ContainerStatus status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    /// What all containers use of the machine.
    private static String totals(Model model) {
        double cores = 0;
        long bytes = 0;
        for (ContainerRow row : model.list().rows()) {
            Trace trace = model.trace(row);
            Optional<Point> now = trace.newest().filter(point -> row.status().canSignal());
            cores += now.map(point -> point.cores().orElse(0)).orElse(0.0);
            bytes += now.map(Point::memoryBytes).orElse(0L);
        }
        String memory = model.host().memoryBytes() > 0
                ? "/" + Figures.bytes(model.host().memoryBytes())
                : "";
        return "cpu " + Figures.cores(cores) + "/" + model.host().cpus() + "  mem " + Figures.bytes(bytes) + memory;
    }
}
