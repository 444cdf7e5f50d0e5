package shibafu.tui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.WouldKillException;
import shibafu.engine.service.Attach;
import shibafu.engine.service.Engine;
import shibafu.engine.service.StartFailedException;
import shibafu.pty.PtyException;
import shibafu.tui.containers.Verbs;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.flow.Program;
import shibafu.tui.term.ShellHost;

/// The one place that asks the engine to do something. Each effect runs on a virtual thread of its own and answers
/// by a message; nothing that goes wrong here leaves it in another way.
final class Effects implements AutoCloseable {
    private static final int SIGKILL = 9;
    private static final int BUSIEST = 3;

    private final Engine engine;
    private final ShellHost shells;
    private final Consumer<Msg> answers;
    private final Watch watch;
    private final Set<String> beingLookedAt = ConcurrentHashMap.newKeySet();
    private final Consumer<Effect.Tape> tapes;
    private final LimitGuard guard;
    private final ImageWork images;

    /// @param watch looks at the list after the engine did something
    /// @param tapes where recordings are made and played
    Effects(Engine engine, ShellHost shells, Consumer<Msg> answers, Watch watch, Consumer<Effect.Tape> tapes) {
        this.engine = engine;
        this.shells = shells;
        this.answers = answers;
        this.watch = watch;
        this.tapes = tapes;
        this.guard = new LimitGuard(engine);
        this.images = new ImageWork(engine, answers);
    }

    ImageWork images() {
        return images;
    }

    void ask(Effect.Ask asked) {
        Thread.ofVirtual().name("effect").start(() -> answers.accept(answer(asked)));
    }

    void open(Effect.OpenShell open) {
        if (open.keys()) {
            shells.focus(open.number(), false);
        }
        Thread.ofVirtual().name("shell").start(() -> startNow(open));
    }

    void preview(Effect.Preview preview) {
        Thread.ofVirtual().name("preview").start(() -> answers.accept(guard.previewed(preview)));
    }

    void readLimits(Effect.ReadLimits read) {
        Thread.ofVirtual().name("limits").start(() -> answers.accept(guard.limits(read)));
    }

    void guard(Effect.Guard limits) {
        guard.guard(limits);
    }

    void save(Effect.Save save) {
        Thread.ofVirtual()
                .name("save")
                .start(() -> answers.accept(SavedFile.answer(save, Path.of(""), System.getenv())));
    }

    /// What it knows of limits, for who waits for the answer.
    LimitGuard limits() {
        return guard;
    }

    /// Limits that are still turned are set back.
    @Override
    public void close() {
        guard.close();
    }

    void read(Effect.Read read) {
        Thread.ofVirtual().name("read").start(() -> answers.accept(text(read)));
    }

    /// Fetches a text and tells what came of it.
    Msg text(Effect.Read read) {
        try {
            return new Msg.TextCame(read.subject(), read.id(), Contents.of(engine, read));
        } catch (RuntimeException e) {
            return new Msg.TextFailed(read.subject(), read.id(), words(e));
        }
    }

    /// One look at a time for each container: a slow one must not pile up.
    void find(Effect.FindBusiest find) {
        if (beingLookedAt.add(find.id())) {
            Thread.ofVirtual().name("busiest").start(() -> {
                try {
                    busiest(find).ifPresent(answers);
                } finally {
                    beingLookedAt.remove(find.id());
                }
            });
        }
    }

    /// Empty where the engine can't say: then nothing is told, for nobody asked to look.
    Optional<Msg> busiest(Effect.FindBusiest find) {
        try {
            return Optional.of(new Msg.Busiest(find.id(), find.at(), engine.busiest(find.id(), BUSIEST)));
        } catch (RuntimeException e) {
            Logger.debug(e, "look for the busiest processes of {}", find.id());
            return Optional.empty();
        }
    }

    void tape(Effect.Tape tape) {
        Thread.ofVirtual().name("tape").start(() -> tapes.accept(tape));
    }

    void focus(Effect.FocusShell focus) {
        shells.focus(focus.number(), focus.leaveKey());
    }

    void transcript(Effect.TakeTranscript take) {
        shells.takeTranscript(take.number());
    }

    void mouse(Effect.ShellMouse mouse) {
        shells.mouse(mouse.number(), mouse.event());
    }

    void leave() {
        shells.leave();
    }

    void close(Effect.CloseShell close) {
        Thread.ofVirtual().name("hang up").start(() -> shells.close(close.number()));
    }

    void resize(Size size) {
        shells.resize(size);
    }

    void interval(Duration every) {
        watch.sampleEvery(every);
    }

    /// Carries an effect out and tells what came of it.
    Msg answer(Effect.Ask asked) {
        if (asked instanceof Effect.All all) {
            return Together.of(all, this::answer);
        }
        try {
            return perform(asked);
        } catch (WouldKillException e) {
            return asked instanceof Effect.Update update
                    ? new Msg.WouldKill(update, words(e))
                    : new Msg.Failed(asked, words(e));
        } catch (StartFailedException e) {
            return new Msg.StartFailed(asked, e.id(), words(e));
        } catch (ShibafuException e) {
            return new Msg.Failed(asked, words(e));
        } catch (RuntimeException | Error e) {
            Logger.error(e, "carry out {}", asked);
            return new Msg.Failed(asked, Progress.of(asked) + ": " + words(e));
        } finally {
            watch.listNow();
        }
    }

    private Msg perform(Effect.Ask asked) {
        switch (asked) {
            case Effect.Run run -> {
                return new Msg.Done(asked, engine.run(run.container()));
            }
            case Effect.ListImages images -> {
                return new Msg.Images(engine.images());
            }
            case Effect.Start start -> engine.start(start.id());
            case Effect.Stop stop -> engine.stop(stop.id(), Duration.ofSeconds(Verbs.GRACE_SECONDS));
            case Effect.Kill kill -> engine.kill(kill.id(), SIGKILL);
            case Effect.Signal signal -> engine.kill(signal.id(), signal.number());
            case Effect.All all -> {
                return Together.of(all, this::answer);
            }
            case Effect.Pause pause -> engine.pause(pause.id());
            case Effect.Resume resume -> engine.resume(resume.id());
            case Effect.Remove remove -> engine.remove(remove.id(), remove.force());
            case Effect.Update update -> guard.update(update);
        }
        return new Msg.Done(asked, "");
    }

    /// Starts a shell; what is typed meanwhile is for it already.
    void startNow(Effect.OpenShell open) {
        try {
            List<String> command =
                    switch (open.program()) {
                        case Program.Shell shell -> engine.shellCommand(open.id());
                        case Program.Terminal terminal -> attach(open.id());
                        case Program.Command line -> shellCommand(open.id(), line.line());
                    };
            shells.open(open.number(), open.id(), command, open.size());
        } catch (ShibafuException | PtyException e) {
            failed(open, e);
        } catch (RuntimeException | Error e) {
            Logger.error(e, "open a shell in {}", open.id());
            failed(open, e);
        }
    }

    private List<String> shellCommand(String id, String line) {
        List<String> command = new ArrayList<>(engine.shellCommand(id));
        command.add("-c");
        command.add(line);
        return command;
    }

    private List<String> attach(String id) {
        Attach attach = engine.attach(id);
        if (!attach.terminal()) {
            answers.accept(new Msg.Told(
                    false, id + " has no terminal: what it writes is shown from now on, and nothing can be typed"));
        }
        return attach.command();
    }

    private void failed(Effect.OpenShell open, Throwable why) {
        shells.close(open.number());
        answers.accept(new Msg.ShellFailed(open.number(), open.id(), words(why)));
    }

    /// What to tell people of a failure. Our own name verb and object themselves; others are at least named.
    static String words(Throwable e) {
        String message = e.getMessage();
        if (message == null) {
            return e.getClass().getSimpleName();
        }
        return e instanceof ShibafuException || e instanceof PtyException
                ? message
                : e.getClass().getSimpleName() + ": " + message;
    }
}
