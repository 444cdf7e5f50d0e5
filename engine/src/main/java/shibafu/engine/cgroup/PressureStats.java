package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.Optional;
import shibafu.engine.cgroup.CgroupReading.Value;

/// Reads what a container had to wait for: `cpu.pressure`, `memory.pressure` and `io.pressure` of its v2 cgroup
/// (Documentation/accounting/psi.rst). A hybrid host has them too, in the v2 tree beside.
final class PressureStats {
    private PressureStats() {}

    static void read(StatFolder folder, CgroupReading into) throws IOException {
        totals(folder.text("cpu.pressure"), Value.CPU_PRESSURE_SOME_MICROS, Value.CPU_PRESSURE_FULL_MICROS, into);
        totals(
                folder.text("memory.pressure"),
                Value.MEMORY_PRESSURE_SOME_MICROS,
                Value.MEMORY_PRESSURE_FULL_MICROS,
                into);
        totals(folder.text("io.pressure"), Value.IO_PRESSURE_SOME_MICROS, Value.IO_PRESSURE_FULL_MICROS, into);
    }

    private static void totals(KernelText text, Value some, Value full, CgroupReading into) {
        for (int line = 0; line < text.length(); line = text.nextLine(line)) {
            int total = text.indexOf("total=", line, text.nextLine(line));
            if (total >= 0) {
                into.set(text.startsWith(line, "some") ? some : full, text.parse(total + "total=".length()));
            }
        }
    }

    /// Empty where the kernel does not say: `psi=0`, or no v2 tree.
    static Optional<CgroupStats.Pressure> of(StatFolder folder, String file) throws IOException {
        String text = folder.text(file).text();
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(new CgroupStats.Pressure(share(text, "some"), share(text, "full")));
    }

    private static CgroupStats.Stall share(String text, String kind) {
        String line =
                text.lines().filter(l -> l.startsWith(kind + " ")).findFirst().orElse("");
        return new CgroupStats.Stall(
                average(line, "avg10="),
                average(line, "avg60="),
                average(line, "avg300="),
                NestedKeys.parse(line).getOrDefault("total", 0L));
    }

    private static double average(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return 0;
        }
        int end = line.indexOf(' ', at);
        return Double.parseDouble(line.substring(at + key.length(), end < 0 ? line.length() : end));
    }
}
