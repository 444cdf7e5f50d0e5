package shibafu.engine.cgroup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Writes values one after the other; when one is refused, the earlier ones are set back.
final class AllOrNothing {
    private AllOrNothing() {}

    /// @param last what is done after all were written, and undoes itself if it fails
    /// @throws CgroupException if one is refused; what could not be set back is suppressed in it
    static void write(List<CgroupWrite> writes, Runnable last) {
        Deque<CgroupWrite> undo = new ArrayDeque<>();
        for (CgroupWrite write : writes) {
            Optional<String> before = CgroupFile.read(write.file());
            if (before.isEmpty() && write.optional()) {
                continue;
            }
            try {
                CgroupFile.write(write.file(), write.value());
            } catch (CgroupException e) {
                setBack(undo, e);
                throw e;
            }
            before.ifPresent(text -> undo.push(undo(write, text)));
        }
        try {
            last.run();
        } catch (CgroupException e) {
            setBack(undo, e);
            throw e;
        }
    }

    private static void setBack(Deque<CgroupWrite> undo, CgroupException failure) {
        for (CgroupWrite write : undo) {
            try {
                CgroupFile.write(write.file(), write.value());
            } catch (CgroupException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /// What to write to undo all, the last first.
    static List<CgroupWrite> undo(List<CgroupWrite> writes) {
        return writes.reversed().stream()
                .flatMap(write -> CgroupFile.read(write.file()).stream().map(text -> undo(write, text)))
                .toList();
    }

    /// What to write to undo a write: what was read before, in the form that the file takes.
    ///
    /// @param before all that the file said
    static CgroupWrite undo(CgroupWrite write, String before) {
        String file = write.file().getFileName().toString();
        if (file.equals("memory.oom_control")) { // read as lines, written as one number
            return CgroupWrite.of(
                    write.file(), Long.toString(KernelText.of(before).number("oom_kill_disable")));
        }
        String key = write.value().split(" ", 2)[0];
        if (key.equals(write.value())) {
            return CgroupWrite.of(write.file(), before);
        }
        return unset(file)
                .map(unset -> CgroupWrite.of(write.file(), line(before, key, unset)))
                .orElseGet(() -> CgroupWrite.of(write.file(), before));
    }

    /// For a file that has a line for each device, and takes one at a time: what unsets a line.
    private static Optional<String> unset(String file) {
        return switch (file) {
            case "io.max" -> Optional.of("rbps=max wbps=max riops=max wiops=max");
            case "io.weight", "io.bfq.weight" -> Optional.of("default");
            case "rdma.max" -> Optional.of("hca_handle=max hca_object=max");
            case "blkio.bfq.weight_device", "net_prio.ifpriomap" -> Optional.of("0");
            default -> file.startsWith("blkio.throttle.") ? Optional.of("0") : Optional.empty();
        };
    }

    private static String line(String text, String key, String unset) {
        return text.lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElse(key + " " + unset);
    }
}
