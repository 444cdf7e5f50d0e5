package shibafu.tui.tape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import shibafu.tui.flow.Msg;
import shibafu.tui.replay.Position;
import shibafu.tui.replay.ReplayAction;

/// Plays a recording: tells the screen what it was told then, as fast as is wanted. Stands where else the engine, the
/// poller and the shells do. Safe to call from any thread.
public final class Player implements AutoCloseable {
    private static final long TICK_MILLIS = 50;
    private static final long STEP = 5_000_000;
    private static final long MINUTE = 60_000_000;
    private static final double FASTEST = 256;

    private final Tape tape;
    private final Consumer<Msg> screen;
    private final LongSupplier nanoTime;
    private final List<ShellScreens> shells;
    private final List<Position.Mark> marks;
    private long at;
    private int next;
    private double speed = 1;
    private boolean playing = true;
    private long ticked;
    private volatile boolean closed;

    /// @param nanoTime a clock that only goes forward
    public Player(Tape tape, Consumer<Msg> screen, LongSupplier nanoTime) {
        this.tape = tape;
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.shells = tape.shells().stream().map(ShellScreens::new).toList();
        this.marks = tape.marks();
        this.ticked = nanoTime.getAsLong();
    }

    /// Shows the beginning, and plays from there on a thread of its own.
    public void start() {
        seek(0);
        tape.problems().forEach(problem -> screen.accept(new Msg.Told(true, tape.name() + ": " + problem)));
        Thread.ofVirtual().name("replay").start(() -> {
            try {
                while (!closed) {
                    Thread.sleep(TICK_MILLIS);
                    tick();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
    }

    public synchronized Position position() {
        // Nobody sees less than a second; a screen that is the same need not be drawn.
        Duration seconds = Duration.ofSeconds(at / 1_000_000);
        return new Position(seconds, tape.length(), speed, playing, marks);
    }

    /// Lets as much of the recording pass as time has since the last call.
    public synchronized void tick() {
        long now = nanoTime.getAsLong();
        long passed = (long) ((now - ticked) / 1000.0 * speed);
        ticked = now;
        if (!playing) {
            return;
        }
        goOn(at + passed);
        if (at >= tape.lengthMicros()) {
            playing = false;
        }
        tell();
    }

    /// Does what a key asks for.
    public synchronized void perform(ReplayAction action) {
        tick();
        switch (action) {
            case PAUSE -> {
                playing = !playing;
                if (playing && at >= tape.lengthMicros()) {
                    seek(0);
                }
            }
            case BACK -> seek(at - STEP);
            case ON -> seek(at + STEP);
            case MINUTE_BACK -> seek(at - MINUTE);
            case MINUTE_ON -> seek(at + MINUTE);
            case BEGINNING -> seek(0);
            case END -> seek(Long.MAX_VALUE);
            case FASTER -> speed = Math.min(FASTEST, speed * 2);
            case SLOWER -> speed = Math.max(1 / FASTEST, speed / 2);
            case NEXT_MARK -> mark(micros().filter(mark -> mark > at).min(Comparator.naturalOrder()));
            case MARK_BEFORE -> mark(micros().filter(mark -> mark < at).max(Comparator.naturalOrder()));
        }
        tell();
    }

    private Stream<Long> micros() {
        return marks.stream().map(mark -> mark.at().toNanos() / 1000);
    }

    private void mark(Optional<Long> mark) {
        mark.ifPresentOrElse(
                this::seek, () -> screen.accept(new Msg.Told(false, "there is no mark in that direction")));
    }

    private void tell() {
        screen.accept(new Msg.Replayed(position()));
    }

    /// Goes anywhere: all that is known of that moment takes the place of what was known.
    private void seek(long wanted) {
        at = Math.clamp(wanted, 0, tape.lengthMicros());
        Scene scene = Scene.at(tape, at);
        next = scene.entries();
        screen.accept(scene.restored());
        scene.since().forEach(screen);
        for (ShellScreens shell : shells) {
            shell.move(at);
            if (shell.track().isThere(at)) {
                screen.accept(new Msg.ShellScreen(shell.track().number(), shell.now()));
            }
        }
    }

    private void goOn(long wanted) {
        at = Math.clamp(wanted, at, tape.lengthMicros());
        List<Msg> passed = new ArrayList<>();
        while (next < tape.entries().size() && tape.entries().get(next).micros() <= at) {
            passed.add(tape.entries().get(next).msg());
            next++;
        }
        passed.forEach(screen);
        for (ShellScreens shell : shells) {
            shell.move(at)
                    .ifPresent(now ->
                            screen.accept(new Msg.ShellScreen(shell.track().number(), now)));
        }
    }
}
