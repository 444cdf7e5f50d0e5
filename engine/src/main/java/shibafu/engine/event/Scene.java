package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupVersion;
import shibafu.engine.cgroup.KernelText;
import shibafu.engine.kernel.PollLoop;

/// What the parts of one container's watch share.
///
/// @param fresh whether the container was made just now: then all that its counters say is news
/// @param listener called on the loop's thread
record Scene(
        String container,
        Cgroup cgroup,
        boolean fresh,
        PollLoop loop,
        DirectoryChanges changes,
        Consumer<ContainerEvent> listener) {
    void tell(ContainerEvent event) {
        listener.accept(event);
    }

    /// What was counted before anybody listened.
    long before(long count) {
        return fresh ? 0 : count;
    }

    Instant now() {
        return Instant.now();
    }

    boolean v1(String controller) {
        return cgroup.version(controller) == CgroupVersion.V1;
    }

    Optional<Path> file(String controller, String name) {
        return cgroup.directory(controller).map(directory -> directory.resolve(name));
    }

    /// What a file of a controller says now; empty if it is not there, or its cgroup is gone.
    Optional<String> text(String controller, String name) {
        return file(controller, name).flatMap(Scene::text);
    }

    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The number in a line `key number`; 0 where it is missing.
    static long number(Optional<String> text, String key) {
        return text.map(all -> KernelText.of(all).number(key)).orElse(0L);
    }

    /// A limit, where there is one.
    OptionalLong limit(String controller, String name) {
        return text(controller, name).map(KernelText::limitOf).orElse(OptionalLong.empty());
    }
}
