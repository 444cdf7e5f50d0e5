package shibafu.tui;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// The loop. One platform thread runs it and is the only one to touch the model: it takes what has happened, updates,
/// hands effects on, and draws, at most once in [#FRAME_NANOS] and only what has changed.
final class App {
    /// Sixty frames a second; faster nobody can see.
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(16);

    /// Samples of all containers are taken together and come one by one: a frame waits for the rest of them.
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BlockingQueue<Msg> queue;
    private final Display display;
    private final Effects effects;
    private Model model;
    private boolean dirty = true;
    private Size shellSize = new Size(0, 0);
    private long drawnAt = System.nanoTime() - FRAME_NANOS;
    private long dueAt = drawnAt;

    App(Model start, BlockingQueue<Msg> queue, Display display, Effects effects) {
        this.model = start;
        this.queue = queue;
        this.display = display;
        this.effects = effects;
    }

    /// Returns when the user leaves or the terminal is gone.
    void run() throws IOException, InterruptedException {
        while (!model.ended()) {
            Optional<Msg> first = next();
            for (Optional<Msg> msg = first; msg.isPresent(); msg = Optional.ofNullable(queue.poll())) {
                update(msg.get());
            }
            if (dirty && due() <= 0 && !model.ended()) {
                draw();
            }
        }
    }

    /// Waits for a message, but no longer than until a due frame may be drawn.
    private Optional<Msg> next() throws InterruptedException {
        if (!dirty) {
            return Optional.of(queue.take());
        }
        return Optional.ofNullable(queue.poll(Math.max(0, due()), TimeUnit.NANOSECONDS));
    }

    /// Nanoseconds until the next frame may be drawn.
    private long due() {
        long now = System.nanoTime();
        return Math.max(drawnAt + FRAME_NANOS - now, dueAt - now);
    }

    /// The screen is no longer what the model is.
    private void changed(long waitNanos) {
        long at = System.nanoTime() + waitNanos;
        dueAt = dirty && dueAt - at < 0 ? dueAt : at;
        dirty = true;
    }

    /// An update that changes nothing hands back the very model it got; comparing values would walk through all
    /// samples.
    @SuppressWarnings("ReferenceEquality")
    private void update(Msg msg) throws IOException {
        Step step = Update.update(model, msg);
        // Which processes were busy only a cursor tells, and that is on an earlier moment: the next sample will do.
        if (step.model() != model && !(msg instanceof Msg.Busiest)) {
            changed(msg instanceof Msg.Sampled ? GATHER_NANOS : 0);
        }
        model = step.model();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Redraw redraw -> {
                    display.forget();
                    changed(0);
                }
                case Effect.Suspend suspend -> {
                    display.suspend();
                    changed(0);
                }
                case Effect.Preview preview -> effects.preview(preview);
                case Effect.ReadLimits read -> effects.readLimits(read);
                case Effect.Guard guard -> effects.guard(guard);
                case Effect.Save save -> effects.save(save);
                case Effect.OfImages asked -> effects.images().start(asked);
                case Effect.Read read -> effects.read(read);
                case Effect.FindBusiest find -> effects.find(find);
                case Effect.OpenShell open -> effects.open(open);
                case Effect.FocusShell focus -> effects.focus(focus);
                case Effect.CloseShell close -> effects.close(close);
                case Effect.TakeTranscript take -> effects.transcript(take);
                case Effect.Copy copy -> display.copy(copy.text());
                case Effect.Tape tape -> effects.tape(tape);
                case Effect.Leave leave -> queue.add(new Msg.InputEnded());
                case Effect.ShellMouse mouse -> effects.mouse(mouse);
                case Effect.LeaveShell leave -> effects.leave();
                case Effect.Mouse mouse -> display.mouse(mouse.on());
                case Effect.Interval interval -> effects.interval(interval.every());
                case Effect.Ask ask -> effects.ask(ask);
            }
        }
    }

    /// Before they are drawn, so that a program is not looked at in a size that is past.
    private void fitShells() {
        Size room = Layout.shellSize(model);
        if (!model.shell().panes().isEmpty() && !room.equals(shellSize)) {
            shellSize = room;
            effects.resize(room);
        }
    }

    private void draw() throws IOException {
        fitShells();
        Canvas canvas = display.canvas(model);
        View.draw(canvas, model);
        display.show(canvas, model.theme());
        drawnAt = System.nanoTime();
        dirty = false;
    }
}
