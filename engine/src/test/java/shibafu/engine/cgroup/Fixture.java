package shibafu.engine.cgroup;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources;

/// Hosts and cgroups as text files, and short ways to ask for limits.
///
/// `hybrid` was copied from a machine with a tree for each v1 controller and a v2 tree beside them, `v2` from one with
/// the v2 tree alone; each has a container `shibafu_c1` that was throttled, refused a fork and lost a process to its
/// memory limit. `docker-v1` is a container of Docker on v1, `none` a machine without cgroups.
final class Fixture {
    private Fixture() {}

    static Path root(String host) throws URISyntaxException {
        URL url = Objects.requireNonNull(Fixture.class.getResource("/cgroup/" + host), host);
        return Path.of(url.toURI());
    }

    /// A directory that says these things.
    static Folder folder(Map<String, String> files) {
        return new Folder(Path.of("/c"), Optional.empty(), name -> Optional.ofNullable(files.get(name)));
    }

    static Folder folder(Folder parent, String path, Map<String, String> files) {
        return new Folder(Path.of(path), Optional.of(parent), name -> Optional.ofNullable(files.get(name)));
    }

    /// Writes as `file=value`, with a `?` behind the name of an optional file.
    static List<String> text(List<CgroupWrite> writes) {
        return writes.stream()
                .map(w -> w.file().getFileName() + (w.optional() ? "?" : "") + "=" + w.value())
                .toList();
    }

    static Resources resources(Resources.Memory memory) {
        return Resources.NONE.withMemory(memory);
    }

    static Resources resources(Resources.Cpu cpu) {
        return Resources.NONE.withCpu(cpu);
    }

    static Resources resources(Resources.DeviceRule... devices) {
        return Resources.NONE.withDevices(Arrays.asList(devices));
    }

    static Resources unified(Map<String, String> unified) {
        return Resources.NONE.withUnified(unified);
    }

    static Resources pids(long limit) {
        return Resources.NONE.withPidsLimit(limit);
    }

    /// @param limit and `swap`: 0 for none asked for
    static Resources.Memory memory(long limit, long swap) {
        return new Resources.Memory(
                OptionalLong.of(limit), OptionalLong.empty(), OptionalLong.of(swap), OptionalInt.empty(), false, false);
    }

    /// A device rule such as `allow c 1:3 rwm`.
    static Resources.DeviceRule rule(String text) {
        List<String> words = List.of(text.replace(':', ' ').split(" ", -1));
        return new Resources.DeviceRule(
                words.get(0).equals("allow"), words.get(1), number(words.get(2)), number(words.get(3)), words.get(4));
    }

    private static OptionalLong number(String word) {
        return word.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(word));
    }
}
