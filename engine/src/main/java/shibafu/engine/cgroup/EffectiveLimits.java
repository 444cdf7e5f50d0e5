package shibafu.engine.cgroup;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The limits that hold for a cgroup: the smallest of its own and of those above it. Empty: none up to the mount
/// point.
///
/// @param cpus CPU time in a second of time, as a number of CPUs
public record EffectiveLimits(OptionalLong memoryBytes, OptionalDouble cpus, OptionalLong pids) {

    static EffectiveLimits of(ControllerFolders folders) {
        String memory = folders.version("memory") == CgroupVersion.V1 ? "memory.limit_in_bytes" : "memory.max";
        return new EffectiveLimits(
                smallest(folders.folder("memory"), memory),
                fewestCpus(folders.version("cpu"), folders.folder("cpu")),
                smallest(folders.folder("pids"), "pids.max"));
    }

    private static OptionalLong smallest(Optional<Folder> own, String file) {
        OptionalLong smallest = OptionalLong.empty();
        for (Optional<Folder> at = own; at.isPresent(); at = at.get().parent()) {
            OptionalLong limit = at.get().text(file).map(KernelText::limitOf).orElse(OptionalLong.empty());
            if (limit.isPresent() && limit.getAsLong() < smallest.orElse(Long.MAX_VALUE)) {
                smallest = limit;
            }
        }
        return smallest;
    }

    private static OptionalDouble fewestCpus(CgroupVersion version, Optional<Folder> own) {
        OptionalDouble fewest = OptionalDouble.empty();
        for (Optional<Folder> at = own; at.isPresent(); at = at.get().parent()) {
            OptionalDouble cpus = CpuController.limitInCpus(version, at.get());
            if (cpus.isPresent() && cpus.getAsDouble() < fewest.orElse(Double.MAX_VALUE)) {
                fewest = cpus;
            }
        }
        return fewest;
    }
}
