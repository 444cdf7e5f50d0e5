package shibafu.tui;

import java.time.Instant;
import java.util.Optional;
import shibafu.tui.draw.Rect;
import shibafu.tui.reader.PlainText;
import shibafu.tui.reader.Reader;
import shibafu.tui.reader.Subject;
import shibafu.tui.stats.Comparison;
import shibafu.tui.stats.Scene;
import shibafu.tui.stats.Trace;
import shibafu.tui.stats.Window;

/// What keys make of how the graphs are looked at: the cursor, the marks, the other container, the past.
final class GraphKeys {
    private GraphKeys() {}

    /// Sets the cursor to the newest moment that is shown, or takes it away and goes back to now.
    static Model cursor(Model model) {
        Window window = model.window();
        if (window.cursor().isPresent()) {
            return model.withWindow(window.withCursor(Optional.empty()).live());
        }
        Trace trace = Scenes.of(model).trace();
        Optional<Instant> newest = trace.ago(window.back());
        return newest.isEmpty()
                ? model.telling(false, "there is no sample yet to set the cursor to")
                : model.withWindow(window.withCursor(newest));
    }

    /// Moves the cursor if there is one, else what the graphs show.
    ///
    /// @param steps negative to the past
    static Model moved(Model model, int steps) {
        Window window = model.window();
        Trace trace = Scenes.of(model).trace();
        Optional<Instant> to = window.cursor().flatMap(at -> trace.moved(at, steps * window.widening()));
        return to.isEmpty()
                ? model.withWindow(window.moved(steps))
                : model.withWindow(window.withCursor(to).showing(trace.samplesAfter(to.get()), columns(model)));
    }

    /// Columns of the narrowest graph, labels and frame among them.
    private static int columns(Model model) {
        return Layout.of(model).graphs().stream().mapToInt(Rect::width).min().orElse(Layout.FULL.columns());
    }

    /// Where the cursor is, else now.
    static Model mark(Model model) {
        Scene scene = Scenes.of(model);
        Optional<Instant> at = scene.moment();
        if (at.isEmpty()) {
            return model.telling(false, "there is no sample yet to mark");
        }
        Window marked = model.window().withMark(at.get());
        return model.withWindow(marked)
                .telling(false, "mark " + marked.lastMark() + " set at " + scene.clock(at.get()));
    }

    /// Keeps the chosen container on the graphs while others are chosen, or takes it off again.
    static Model beside(Model model) {
        Optional<String> chosen = model.list().selected();
        Optional<String> pinned = model.window().beside();
        if (chosen.isEmpty() || chosen.equals(pinned)) {
            return model.withWindow(model.window().withBeside(Optional.empty()))
                    .telling(
                            false,
                            pinned.map(id -> id + " is no longer drawn beside").orElse("nothing is chosen"));
        }
        return model.withWindow(model.window().withBeside(chosen))
                .telling(false, chosen.get() + " is drawn beside the one that is chosen; w on it again ends that");
    }

    static Command.Outcome scale(Model model, String text) {
        return switch (text) {
            case "data", "limit" ->
                Command.done(Step.of(model.withWindow(model.window().withFit(text.equals("data")))));
            default -> Command.expected(":scale takes data or limit, not \"" + text + "\"");
        };
    }

    static Command.Outcome with(Model model, String id) {
        return id.isEmpty() || model.traces().containsKey(id)
                ? Command.done(Step.of(model.withWindow(
                        model.window().withBeside(Optional.of(id).filter(name -> !name.isEmpty())))))
                : Command.expected("no container \"" + id + "\"");
    }

    static Model compare(Model model) {
        Scene scene = Scenes.of(model);
        return model.withDialog(new Dialog.Reading(
                Reader.of(Subject.COMPARISON, scene.id()).with(new PlainText(Comparison.lines(scene)), model.now())));
    }

    /// The comparison that is being read, with the newest sample.
    static Model compared(Model model) {
        return model.dialog() instanceof Dialog.Reading reading
                        && reading.reader().subject() == Subject.COMPARISON
                ? model.withDialog(reading.with(
                        reading.reader().with(new PlainText(Comparison.lines(Scenes.of(model))), model.now())))
                : model;
    }
}
