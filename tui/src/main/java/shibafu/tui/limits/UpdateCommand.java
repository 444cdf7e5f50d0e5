package shibafu.tui.limits;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amounts;

/// The command that changes the same limits from a shell.
final class UpdateCommand {
    private static final long MEBIBYTE = 1 << 20;

    private final LimitsForm form;
    private final LimitChange change;
    private final List<String> words = new ArrayList<>(List.of("shibafu", "update"));

    private UpdateCommand(LimitsForm form, LimitChange change) {
        this.form = form;
        this.change = change;
    }

    /// Such as `shibafu update --memory 64m --cpus 0.5 web`.
    static String of(LimitsForm form, LimitChange change) {
        UpdateCommand command = new UpdateCommand(form, change);
        change.values().forEach(command::add);
        command.words.add(form.id());
        return String.join(" ", command.words);
    }

    private void add(Limit limit, long value) {
        boolean v2 = form.held().map(HeldLimits::v2).orElse(true);
        switch (limit) {
            case MEMORY_MAX -> option("--memory", size(value));
            case MEMORY_HIGH -> file(limit, value);
            case SWAP_MAX -> {
                if (v2) {
                    file(limit, value);
                } else {
                    option("--memory-swap", value < 0 ? "max" : size(value + memory()));
                }
            }
            case CPU_QUOTA -> {
                option("--cpu-quota", Long.toString(value));
                long period = change.periodMicros().orElse(Amounts.PERIOD_MICROS);
                if (period != Amounts.PERIOD_MICROS || form.periodMicros() != Amounts.PERIOD_MICROS) {
                    option("--cpu-period", Long.toString(period));
                }
            }
            case CPU_PERIOD -> {
                if (change.quotaMicros().isEmpty()) {
                    option("--cpu-period", Long.toString(value));
                }
            }
            case CPU_WEIGHT -> {
                if (v2) {
                    file(limit, value);
                } else {
                    option("--cpu-shares", Long.toString(value));
                }
            }
            case PIDS_MAX -> option("--pids-limit", Long.toString(value));
            case READ_BYTES -> disk("--device-read-bps", size(Math.max(0, value)));
            case WRITTEN_BYTES -> disk("--device-write-bps", size(Math.max(0, value)));
            case READS -> disk("--device-read-iops", Long.toString(Math.max(0, value)));
            case WRITES -> disk("--device-write-iops", Long.toString(Math.max(0, value)));
        }
    }

    private long memory() {
        return Math.max(
                0, change.memoryBytes().orElse(form.held(Limit.MEMORY_MAX).orElse(0)));
    }

    private void option(String name, String value) {
        words.add(name);
        words.add(value);
    }

    private void file(Limit limit, long value) {
        option("--cgroup-conf", limit.file(true) + "=" + (value < 0 ? "max" : Long.toString(value)));
    }

    private void disk(String name, String value) {
        option(name, "/dev/" + form.chosenDisk().map(HeldLimits.Disk::node).orElse("?") + ":" + value);
    }

    private static String size(long bytes) {
        if (bytes < 0) {
            return "max";
        }
        return bytes > 0 && bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "m" : Long.toString(bytes);
    }
}
