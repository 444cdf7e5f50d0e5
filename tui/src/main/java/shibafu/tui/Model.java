package shibafu.tui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.containers.ListModel;
import shibafu.tui.dialog.Message;
import shibafu.tui.draw.Size;
import shibafu.tui.shell.ShellModel;
import shibafu.tui.stats.Host;
import shibafu.tui.stats.Trace;
import shibafu.tui.stats.Window;

/// Everything the screen shows.
///
/// @param now as of the last message that told the time
/// @param traces what is remembered of each container, by id
/// @param stale why the list is not what the engine would say now
/// @param events what has happened lately, a line each, the newest last
/// @param window what part of the past the graphs show
/// @param themes names, in the order in which they are walked through
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
        List<String> events,
        Window window,
        Page page,
        List<String> themes,
        String theme,
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
                List.of(),
                Window.NOW,
                Page.LIST,
                themes,
                theme,
                false);
    }

    /// What is remembered of a container; nothing yet for a new one.
    Trace trace(ContainerRow row) {
        return traces.getOrDefault(row.id(), Trace.of(row.created()));
    }

    Model withSize(Size value) {
        return new Model(
                value, host, now, list, traces, stale, dialog, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withNow(Instant value) {
        return new Model(
                size, host, value, list, traces, stale, dialog, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withList(ListModel value) {
        return new Model(
                size, host, now, value, traces, stale, dialog, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withTraces(Map<String, Trace> value) {
        return new Model(
                size, host, now, list, value, stale, dialog, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withStale(Optional<String> value) {
        return new Model(
                size, host, now, list, traces, value, dialog, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withDialog(Dialog value) {
        return new Model(
                size, host, now, list, traces, stale, value, shell, messages, events, window, page, themes, theme,
                ended);
    }

    Model withShell(ShellModel value) {
        return new Model(
                size, host, now, list, traces, stale, dialog, value, messages, events, window, page, themes, theme,
                ended);
    }

    /// With one more thing that happened.
    Model happened(String line) {
        List<String> more =
                new ArrayList<>(events.subList(Math.max(0, events.size() - MOST_EVENTS + 1), events.size()));
        more.add(line);
        return new Model(
                size, host, now, list, traces, stale, dialog, shell, messages, more, window, page, themes, theme,
                ended);
    }

    Model withWindow(Window value) {
        return new Model(
                size, host, now, list, traces, stale, dialog, shell, messages, events, value, page, themes, theme,
                ended);
    }

    Model withPage(Page value) {
        return new Model(
                size, host, now, list, traces, stale, dialog, shell, messages, events, window, value, themes, theme,
                ended);
    }

    Model withTheme(String value) {
        return new Model(
                size, host, now, list, traces, stale, dialog, shell, messages, events, window, page, themes, value,
                ended);
    }

    Model leaving() {
        return new Model(
                size, host, now, list, traces, stale, dialog, shell, messages, events, window, page, themes, theme,
                true);
    }

    /// With something told on the status line.
    Model telling(boolean bad, String text) {
        return new Model(
                size,
                host,
                now,
                list,
                traces,
                stale,
                dialog,
                shell,
                messages.with(new Message(now, bad, text)),
                events,
                window,
                page,
                themes,
                theme,
                ended);
    }
}
