package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tinylog.Logger;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.User;
import shibafu.engine.spec.SpecException;
import shibafu.engine.state.ContainerId;

/// Ranges of ids that containers get for themselves (`--userns auto`): no two have any in common. A container has its
/// range for as long as it has a configuration.
public final class IdRanges {
    /// Asks for a range: the annotation's value is how many ids, or empty for as many as the image needs.
    public static final String AUTO = "org.shibafu.userns-auto";

    private static final List<String> OWNERS = List.of("containers", "root");
    private static final long LEAST = 1024; // as podman's auto-userns-min-size
    private static final long MOST = 65536;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Parts parts;

    IdRanges(Parts parts) {
        this.parts = parts;
    }

    /// @param lock held until the configuration is written
    record Given(ContainerConfig config, Optional<LockFile> lock) implements AutoCloseable {
        @Override
        public void close() {
            Unlocking.of(lock, "ranges of ids");
        }
    }

    Given give(ContainerConfig asked) {
        String size = asked.annotations().get(AUTO);
        if (size == null) {
            return new Given(asked, Optional.empty());
        }
        LockFile lock = lock();
        Given free = new Given(asked, Optional.of(lock));
        try {
            long count = size.isEmpty() ? needed(asked) : count(size);
            LinuxSpec linux = asked.spec().linux();
            LinuxSpec mapped = linux.withIdMappings(
                    List.of(range(count, "uid", LinuxSpec::uidMappings)),
                    List.of(range(count, "gid", LinuxSpec::gidMappings)));
            return new Given(asked.withSpec(asked.spec().withLinux(mapped)), Optional.of(lock));
        } catch (RuntimeException e) {
            free.close();
            throw e;
        }
    }

    private static long count(String size) {
        if (!size.matches("[1-9][0-9]{0,9}")) {
            throw new ShibafuException("annotation " + AUTO + ": '" + size + "' is no number of ids");
        }
        return Long.parseLong(size);
    }

    private LockFile lock() {
        Path file = parts.states().root().resolve(".userns");
        try {
            return LockFile.acquire(file, PATIENCE)
                    .orElseThrow(() -> new ShibafuException("lock ranges of ids by " + file + ": another command has"
                            + " held it for " + PATIENCE.toSeconds() + " s"));
        } catch (IOException e) {
            throw new ShibafuException("lock ranges of ids by " + file + ": " + IoReason.of(e), e);
        }
    }

    private IdMapping range(long count, String kind, Function<LinuxSpec, List<IdMapping>> maps) {
        return pool(kind).place(count, taken(maps)).stream()
                .mapToObj(first -> new IdMapping(0, first, count))
                .findFirst()
                .orElseThrow(() -> new ShibafuException("--userns auto: no " + count + " " + kind
                        + "s in a row are free; give more in /etc/sub" + kind + ", or remove containers"));
    }

    private IdPool pool(String kind) {
        if (Rootless.is(System.getenv())) {
            OwnIds own = OwnIds.here();
            return new IdPool(List.of(new IdPool.Range(1, (kind.equals("uid") ? own.uids() : own.gids()) - 1)));
        }
        Path file = Path.of("/etc/sub" + kind);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return OWNERS.stream()
                    .map(name -> IdPool.of(lines, name))
                    .filter(pool -> !pool.ranges().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new ShibafuException("--userns auto: " + file + " has no ranges for containers;"
                            + " add a line such as containers:2147483648:1073741824 to it"));
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    private List<IdPool.Range> taken(Function<LinuxSpec, List<IdMapping>> maps) {
        Stream<Spec> recorded = parts.states().ids().stream().flatMap(id -> recorded(id).stream());
        Stream<Spec> waiting = parts.rootfs().ids().stream()
                .filter(ContainerId::isValid)
                .flatMap(id -> waiting(new ContainerId(id)).stream());
        List<IdPool.Range> taken = new ArrayList<>();
        Stream.concat(recorded, waiting)
                .flatMap(spec -> maps.apply(spec.linux()).stream())
                .forEach(map -> taken.add(new IdPool.Range(map.hostId(), map.size())));
        return taken;
    }

    /// One that cannot be read does not keep others from a range of their own.
    private Optional<Spec> recorded(ContainerId id) {
        try {
            return parts.findConfig(id);
        } catch (SpecException e) {
            if (parts.states().find(id).isPresent()) {
                Logger.warn("--userns auto: the ids of container {} are not known: {}", id, e.getMessage());
            }
            return Optional.empty(); // or it went meanwhile
        }
    }

    private Optional<Spec> waiting(ContainerId id) {
        try {
            return new AfterBoot(parts).config(id);
        } catch (SpecException e) {
            return Optional.empty(); // it cannot be started with that, or went meanwhile
        }
    }

    /// As many as its program and the names in the image have.
    private static long needed(ContainerConfig config) {
        User user = config.spec().process().orElseThrow().user();
        long highest = Math.max(Integer.toUnsignedLong(user.uid()), Integer.toUnsignedLong(user.gid()));
        for (int gid : user.additionalGids()) {
            highest = Math.max(highest, Integer.toUnsignedLong(gid));
        }
        long named =
                config.image().map(image -> ImageUser.highestId(image.rootfs())).orElse(0);
        return Math.max(highest + 1, Math.clamp(named + 1, LEAST, MOST));
    }
}
