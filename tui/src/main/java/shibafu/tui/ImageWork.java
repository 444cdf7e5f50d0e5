package shibafu.tui;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import shibafu.engine.service.Engine;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// Carries out what the screen of images asks for; one import at a time.
final class ImageWork {
    private static final long TELL_NANOS = 100_000_000;

    private final Engine engine;
    private final Consumer<Msg> answers;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    ImageWork(Engine engine, Consumer<Msg> answers) {
        this.engine = engine;
        this.answers = answers;
    }

    /// On a thread of its own.
    void start(Effect.OfImages asked) {
        Thread.ofVirtual().name("images").start(() -> answers.accept(answer(asked)));
    }

    /// Now, in this thread.
    Msg answer(Effect.OfImages asked) {
        try {
            return switch (asked) {
                case Effect.LookAtImages look -> new Msg.ImagesSeen(engine.imageRows());
                case Effect.CompletePath path -> new Msg.PathsSeen(path.begun(), engine.paths(path.begun()));
                case Effect.RemoveImage remove -> {
                    engine.removeImage(remove.name());
                    yield new Msg.ImageDone("", "removed image " + remove.name());
                }
                case Effect.ImportImage wanted -> imported(wanted);
                case Effect.CancelImport cancel -> {
                    cancelled.set(true);
                    yield new Msg.Told(false, "cancelling the import");
                }
            };
        } catch (RuntimeException e) {
            return new Msg.ImageFailed(asked, Effects.words(e));
        }
    }

    private Msg imported(Effect.ImportImage wanted) {
        cancelled.set(false);
        long[] told = {System.nanoTime() - TELL_NANOS};
        String name = engine.importImage(wanted.name(), wanted.path(), (read, total) -> {
            if (System.nanoTime() - told[0] >= TELL_NANOS) {
                told[0] = System.nanoTime();
                answers.accept(new Msg.Importing(wanted.name(), read, total));
            }
            return !cancelled.get();
        });
        return new Msg.ImageDone(name, "imported image " + name);
    }
}
