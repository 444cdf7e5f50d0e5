package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tinylog.Logger;
import shibafu.engine.kernel.Descriptor;
import shibafu.engine.kernel.PollLoop;

/// A file of a cgroup that the kernel tells changes of by poll(2), each time after it was read.
final class NotifiedFile implements AutoCloseable {
    private final PollLoop loop;
    private final Descriptor descriptor;
    private final Consumer<String> changed;

    private NotifiedFile(PollLoop loop, Descriptor descriptor, Consumer<String> changed) {
        this.loop = loop;
        this.descriptor = descriptor;
        this.changed = changed;
    }

    /// @param changed given what the file says after each change
    /// @return empty where there is no such file
    static Optional<NotifiedFile> open(PollLoop loop, Path file, Consumer<String> changed) {
        try {
            NotifiedFile opened = new NotifiedFile(loop, Descriptor.reading(file), changed);
            loop.whenChanged(opened.descriptor, error -> opened.look());
            opened.descriptor.text(); // a change is one since the last read
            return Optional.of(opened);
        } catch (IOException e) {
            Logger.debug("watch {}: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    void look() {
        try {
            changed.accept(descriptor.text());
        } catch (IOException e) {
            loop.forget(descriptor); // ENODEV: the cgroup was removed
        }
    }

    @Override
    public void close() {
        loop.forget(descriptor);
    }
}
