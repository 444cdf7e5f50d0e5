package shibafu.engine.cgroup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/// The limits that hold for a cgroup: the smallest of its own and of those above it, and which of them sets it. Empty:
/// none up to the mount point, so that only the machine is the limit.
///
/// @param memoryBytes above which it is killed; `memoryHighBytes` above which it is slowed down (v2)
/// @param cpus CPU time in a second of time, as a number of CPUs, by quota
/// @param cpusetCpus CPUs that it may run on, as their list says it (`0-3`)
/// @param pids most processes and threads
public record EffectiveLimits(
        Optional<Ceiling<Long>> memoryBytes,
        Optional<Ceiling<Long>> memoryHighBytes,
        Optional<Ceiling<Double>> cpus,
        Optional<Ceiling<String>> cpusetCpus,
        Optional<Ceiling<Long>> pids) {

    /// A limit and the cgroup that sets it.
    ///
    /// @param setBy its directory: the container's own, or one above it
    public record Ceiling<T>(T value, Path setBy) {}

    static EffectiveLimits of(ControllerFolders folders) {
        CgroupVersion memory = folders.version("memory");
        CgroupVersion cpu = folders.version("cpu");
        return new EffectiveLimits(
                smallest(
                        folders.folder("memory"),
                        number(memory == CgroupVersion.V1 ? "memory.limit_in_bytes" : "memory.max")),
                memory == CgroupVersion.V1
                        ? Optional.empty()
                        : smallest(folders.folder("memory"), number("memory.high")),
                smallest(folders.folder("cpu"), folder -> cpus(cpu, folder)),
                cpuset(folders),
                smallest(folders.folder("pids"), number("pids.max")));
    }

    private static <T extends Comparable<T>> Optional<Ceiling<T>> smallest(
            Optional<Folder> own, Function<Folder, Optional<T>> limit) {
        Optional<Ceiling<T>> smallest = Optional.empty();
        for (Optional<Folder> at = own; at.isPresent(); at = at.get().parent()) {
            Path path = at.get().path();
            Optional<Ceiling<T>> here = limit.apply(at.get()).map(value -> new Ceiling<>(value, path));
            // Of two that are the same, the one nearer to the container is named.
            if (here.isPresent()
                    && (smallest.isEmpty()
                            || here.get().value().compareTo(smallest.get().value()) < 0)) {
                smallest = here;
            }
        }
        return smallest;
    }

    private static Function<Folder, Optional<Long>> number(String file) {
        return folder -> {
            OptionalLong limit = folder.text(file).map(KernelText::limitOf).orElse(OptionalLong.empty());
            return limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty();
        };
    }

    private static Optional<Double> cpus(CgroupVersion version, Folder folder) {
        OptionalDouble cpus = CpuController.limitInCpus(version, folder);
        return cpus.isPresent() ? Optional.of(cpus.getAsDouble()) : Optional.empty();
    }

    /// Set by the highest cgroup from which on nothing more was taken away.
    private static Optional<Ceiling<String>> cpuset(ControllerFolders folders) {
        String file = folders.version("cpuset") == CgroupVersion.V1 ? "cpuset.effective_cpus" : "cpuset.cpus.effective";
        Optional<Ceiling<String>> effective = Optional.empty();
        for (Optional<Folder> at = folders.folder("cpuset");
                at.isPresent();
                at = at.get().parent()) {
            Path path = at.get().path();
            Optional<String> cpus = at.get().text(file).filter(text -> !text.isBlank());
            if (effective.isPresent() && !cpus.equals(effective.map(Ceiling::value))) {
                return effective;
            }
            effective = cpus.map(list -> new Ceiling<>(list, path)).or(() -> Optional.empty());
        }
        return Optional.empty(); // the same up to the top: the machine's
    }
}
