package shibafu.tui;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.WouldKillException;
import shibafu.engine.service.Engine;
import shibafu.pty.PtyException;
import shibafu.tui.containers.Verbs;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.term.HandOver;

/// The one place that asks the engine to do something. Each effect runs on a virtual thread of its own and answers
/// by a message; nothing that goes wrong here leaves it in another way.
final class Effects {
    private static final int SIGKILL = 9;

    private final Engine engine;
    private final Display display;
    private final Consumer<Msg> answers;
    private final Runnable changed;

    /// @param changed called after the engine did something: the list is worth a look
    Effects(Engine engine, Display display, Consumer<Msg> answers, Runnable changed) {
        this.engine = engine;
        this.display = display;
        this.answers = answers;
        this.changed = changed;
    }

    void ask(Effect.Ask asked) {
        Thread.ofVirtual().name("effect").start(() -> answers.accept(answer(asked)));
    }

    void open(Effect.OpenShell open) {
        Thread.ofVirtual().name("shell").start(() -> answers.accept(shell(open.id())));
    }

    /// Carries an effect out and tells what came of it.
    Msg answer(Effect.Ask asked) {
        try {
            return perform(asked);
        } catch (WouldKillException e) {
            return asked instanceof Effect.Update update
                    ? new Msg.WouldKill(update, words(e))
                    : new Msg.Failed(asked, words(e));
        } catch (ShibafuException e) {
            return new Msg.Failed(asked, words(e));
        } catch (RuntimeException | Error e) {
            Logger.error(e, "carry out {}", asked);
            return new Msg.Failed(asked, Progress.of(asked) + ": " + words(e));
        } finally {
            changed.run();
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
            case Effect.Pause pause -> engine.pause(pause.id());
            case Effect.Resume resume -> engine.resume(resume.id());
            case Effect.Remove remove -> engine.remove(remove.id(), remove.force());
            case Effect.Update update -> engine.update(update.id(), update.change(), update.force());
        }
        return new Msg.Done(asked, "");
    }

    /// Lends the terminal to a shell and tells how that ended.
    Msg shell(String id) {
        try {
            List<String> command = engine.shellCommand(id);
            HandOver.Ended ended = display.lend("shell in " + id + ": exit or ^] comes back", command);
            return new Msg.ShellEnded(id, ended.exitCode(), ended.lasted(), ended.lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Msg.ShellFailed(id, "interrupted");
        } catch (ShibafuException | PtyException | IOException e) {
            return new Msg.ShellFailed(id, words(e));
        } catch (RuntimeException | Error e) {
            Logger.error(e, "open a shell in {}", id);
            return new Msg.ShellFailed(id, words(e));
        }
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
