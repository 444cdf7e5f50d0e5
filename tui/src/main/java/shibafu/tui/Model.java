package shibafu.tui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListModel;
import shibafu.tui.dialog.Message;
import shibafu.tui.draw.Size;
import shibafu.tui.keys.Keymap;
import shibafu.tui.limits.Changes;
import shibafu.tui.replay.Deck;
import shibafu.tui.shell.ShellModel;
import shibafu.tui.stats.Host;
import shibafu.tui.stats.Trace;
import shibafu.tui.stats.Window;
import shibafu.tui.sweep.Sweeps;

/// Everything the screen shows.
///
/// @param now as of the last message that told the time
/// @param traces what is remembered of each container, by id
/// @param stale why the list is not what the engine would say now
/// @param changes of limits, to be taken back
/// @param sweeps the one that runs, and what the last one found
/// @param events what has happened lately, a line each, the newest last
/// @param window what part of the past the graphs show
/// @param deck whether a recording is being made or shown
/// @param themes names, in the order in which they are walked through
/// @param keymap what the user made of the key tables
/// @param ended whether to leave
record Model(
        Size size,
        Host host,
        Instant now,
        ListModel list,
        Map<String, Trace> traces,
        Optional<String> stale,
        Dialog dialog,
        ShellModel shell,
        Messages messages,
        Changes changes,
        Sweeps sweeps,
        List<String> events,
        Window window,
        Page page,
        Deck deck,
        List<String> themes,
        String theme,
        Keymap keymap,
        boolean ended) {
    private static final int MOST_EVENTS = 1000;

    Model {
        traces = Map.copyOf(traces);
        themes = List.copyOf(themes);
        events = List.copyOf(events);
    }

    static Model start(Size size, Host host, Instant now, List<String> themes, String theme) {
        return new Model(
                size,
                host,
                now,
                ListModel.EMPTY,
                Map.of(),
                Optional.empty(),
                Dialog.NONE,
                ShellModel.NONE,
                Messages.NONE,
                Changes.NONE,
                Sweeps.NONE,
                List.of(),
                Window.NOW,
                Page.LIST,
                Deck.IDLE,
                themes,
                theme,
                Keymap.BUILT_IN,
                false);
    }

    /// What is remembered of a container; nothing yet for a new one.
    Trace trace(ContainerRow row) {
        return traces.getOrDefault(row.id(), Trace.of(row.created()));
    }

    Model withSize(Size value) {
        return change(draft -> draft.size = value);
    }

    Model withNow(Instant value) {
        return change(draft -> draft.now = value);
    }

    Model withList(ListModel value) {
        return change(draft -> draft.list = value);
    }

    Model withTraces(Map<String, Trace> value) {
        return change(draft -> draft.traces = value);
    }

    Model withStale(Optional<String> value) {
        return change(draft -> draft.stale = value);
    }

    Model withDialog(Dialog value) {
        return change(draft -> draft.dialog = value);
    }

    Model withShell(ShellModel value) {
        return change(draft -> draft.shell = value);
    }

    Model withChanges(Changes value) {
        return change(draft -> draft.changes = value);
    }

    Model withSweeps(Sweeps value) {
        return change(draft -> draft.sweeps = value);
    }

    Model withWindow(Window value) {
        return change(draft -> draft.window = value);
    }

    Model withPage(Page value) {
        return change(draft -> draft.page = value);
    }

    Model withDeck(Deck value) {
        return change(draft -> draft.deck = value);
    }

    Model withTheme(String value) {
        return change(draft -> draft.theme = value);
    }

    Model withKeymap(Keymap value) {
        return change(draft -> draft.keymap = value);
    }

    Model leaving() {
        return change(draft -> draft.ended = true);
    }

    /// With one more thing that happened.
    Model happened(String line) {
        List<String> more =
                new ArrayList<>(events.subList(Math.max(0, events.size() - MOST_EVENTS + 1), events.size()));
        more.add(line);
        return change(draft -> draft.events = more);
    }

    /// With other things that happened, and nothing told of them.
    Model withEvents(List<String> value) {
        return change(draft -> {
            draft.events = value;
            draft.messages = Messages.NONE;
        });
    }

    /// With something told on the status line.
    Model telling(boolean bad, String text) {
        return change(draft -> draft.messages = messages.with(new Message(now, bad, text)));
    }

    private Model change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.model();
    }

    /// A model that is being made; the constructor's long list stands here alone.
    private static final class Draft {
        private Size size;
        private Instant now;
        private ListModel list;
        private Map<String, Trace> traces;
        private Optional<String> stale;
        private Dialog dialog;
        private ShellModel shell;
        private Messages messages;
        private Changes changes;
        private Sweeps sweeps;
        private List<String> events;
        private Window window;
        private Page page;
        private Deck deck;
        private String theme;
        private Keymap keymap;
        private boolean ended;
        private final Model from;

        Draft(Model from) {
            this.from = from;
            this.size = from.size;
            this.now = from.now;
            this.list = from.list;
            this.traces = from.traces;
            this.stale = from.stale;
            this.dialog = from.dialog;
            this.shell = from.shell;
            this.messages = from.messages;
            this.changes = from.changes;
            this.sweeps = from.sweeps;
            this.events = from.events;
            this.window = from.window;
            this.page = from.page;
            this.deck = from.deck;
            this.theme = from.theme;
            this.keymap = from.keymap;
            this.ended = from.ended;
        }

        Model model() {
            return new Model(
                    size,
                    from.host,
                    now,
                    list,
                    traces,
                    stale,
                    dialog,
                    shell,
                    messages,
                    changes,
                    sweeps,
                    events,
                    window,
                    page,
                    deck,
                    from.themes,
                    theme,
                    keymap,
                    ended);
        }
    }
}
