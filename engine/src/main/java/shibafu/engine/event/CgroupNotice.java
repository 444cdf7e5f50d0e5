package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.kernel.Descriptor;

/// v1's way to tell of something: an eventfd(2), named to `cgroup.event_control` together with a file
/// (Documentation/admin-guide/cgroup-v1/memory.rst, section 9). It is also told when the cgroup is removed.
final class CgroupNotice {
    private CgroupNotice() {}

    /// @param arguments what the file wants to know besides; may be empty
    /// @return the counter that the kernel will add to; empty where this kernel has no such notice
    static Optional<Descriptor> register(Path directory, String file, String arguments) {
        try (Descriptor subject = Descriptor.reading(directory.resolve(file));
                Descriptor control = Descriptor.writing(directory.resolve("cgroup.event_control"))) {
            Descriptor counter = Descriptor.counter();
            try {
                control.write((counter.number() + " " + subject.number() + " " + arguments).strip());
                return Optional.of(counter);
            } catch (IOException e) {
                counter.close();
                throw e;
            }
        } catch (IOException e) {
            Logger.debug("watch {}/{}: {}", directory, file, e.getMessage());
            return Optional.empty();
        }
    }
}
