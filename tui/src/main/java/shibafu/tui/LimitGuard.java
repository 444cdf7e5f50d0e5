package shibafu.tui;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.Engine;
import shibafu.engine.service.LimitChange;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// What is asked of the engine about limits. Sets those back that a sweep has turned, if the screen ends before the
/// sweep does. Safe to call from any thread.
final class LimitGuard implements AutoCloseable {
    private final Engine engine;
    private final Map<String, LimitChange> restores = new ConcurrentHashMap<>();

    /// Held while a limit is set: none must be set after it was set back.
    private final ReentrantLock setting = new ReentrantLock();

    private boolean closed;

    LimitGuard(Engine engine) {
        this.engine = engine;
    }

    void guard(Effect.Guard guard) {
        if (guard.restore().isEmpty()) {
            restores.remove(guard.id());
        } else {
            restores.put(guard.id(), guard.restore());
        }
    }

    void update(Effect.Update update) {
        setting.lock();
        try {
            if (!closed) {
                engine.update(update.id(), update.change(), update.force());
            }
        } finally {
            setting.unlock();
        }
    }

    Msg previewed(Effect.Preview preview) {
        String text;
        try {
            text = String.join(", ", engine.preview(preview.id(), preview.change()));
        } catch (RuntimeException e) {
            text = "nothing: " + Effects.words(e);
        }
        return new Msg.Previewed(preview.id(), preview.change(), text);
    }

    Msg limits(Effect.ReadLimits read) {
        try {
            return new Msg.LimitsCame(read.id(), engine.limits(read.id()));
        } catch (RuntimeException e) {
            return new Msg.Told(true, "read limits of " + read.id() + ": " + Effects.words(e));
        }
    }

    /// A container that has ended meanwhile needs nothing any more.
    @Override
    public void close() {
        setting.lock();
        try {
            closed = true;
            restores.forEach((id, restore) -> {
                try {
                    engine.update(id, restore, true);
                } catch (ShibafuException e) {
                    System.err.println("shibafu-tui: " + Effects.words(e));
                }
            });
            restores.clear();
        } finally {
            setting.unlock();
        }
    }
}
