package shibafu.engine.cgroup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Writes values one after the other; when one is refused, the earlier ones are set back.
final class AllOrNothing {
    private AllOrNothing() {}

    /// @throws CgroupException if one is refused; what could not be set back is suppressed in it
    static void write(List<CgroupWrite> writes) {
        Deque<CgroupWrite> undo = new ArrayDeque<>();
        for (CgroupWrite write : writes) {
            Optional<String> before = CgroupFile.read(write.file());
            if (before.isEmpty() && write.optional()) {
                continue;
            }
            try {
                CgroupFile.write(write.file(), write.value());
            } catch (CgroupException e) {
                undo(undo, e);
                throw e;
            }
            before.ifPresent(text -> undo.push(CgroupWrite.of(write.file(), writable(text))));
        }
    }

    private static void undo(Deque<CgroupWrite> undo, CgroupException failure) {
        for (CgroupWrite write : undo) {
            try {
                CgroupFile.write(write.file(), write.value());
            } catch (CgroupException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /// What is read, as it is written: v1's memory.oom_control is read as lines and written as one number.
    private static String writable(String text) {
        String key = "oom_kill_disable";
        KernelText lines = KernelText.of(text);
        return lines.has(key) ? Long.toString(lines.number(key)) : text;
    }
}
