package shibafu.tui.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import shibafu.engine.metrics.ProcessUse;

/// Up to sixty moments, as columns of plain numbers: about 130 bytes a moment, and 50 more where processes are kept.
///
/// Of the processes of a moment at most [#PROCESSES] are kept, with their number, CPU time and memory, and of their
/// commands the first [#COMMAND_CHARS] characters, each command once a minute; of more than [#COMMANDS] different
/// ones in a minute the rest are only numbers.
@SuppressWarnings("EnumOrdinal") // the place of a value in an array that nobody keeps
final class Minute {
    static final int MOMENTS = 60;
    static final Minute NONE = new Minute(new long[0], new float[0], new int[0], List.of());

    static final int PROCESSES = 4;
    private static final int COMMANDS = 48;
    private static final int COMMAND_CHARS = 32;

    // A process: its pid; hundredths of a core and the place of its command, in eight bits; KiB of memory.
    private static final int INTS = 3;
    private static final int ROW = PROCESSES * INTS;
    private static final int UNNAMED = 0xff;

    private final long[] millis;
    private final float[] values;
    /// Empty where no moment has any.
    private final int[] processes;

    private final List<String> commands;

    private Minute(long[] millis, float[] values, int[] processes, List<String> commands) {
        this.millis = millis;
        this.values = values;
        this.processes = processes;
        this.commands = commands;
    }

    int size() {
        return millis.length;
    }

    Minute with(Point point) {
        int size = size();
        long[] times = Arrays.copyOf(millis, size + 1);
        times[size] = point.at().toEpochMilli();
        float[] more = Arrays.copyOf(values, (size + 1) * Measure.COUNT);
        for (Measure measure : Measure.values()) {
            more[size * Measure.COUNT + measure.ordinal()] = (float) point.get(measure);
        }
        return new Minute(times, more, processes, commands);
    }

    /// The same if there is no such moment.
    Minute with(Instant at, List<ProcessUse> found) {
        int place = Arrays.binarySearch(millis, at.toEpochMilli());
        if (place < 0) {
            return this;
        }
        int[] more = Arrays.copyOf(processes, Math.max(processes.length, (place + 1) * ROW));
        List<String> names = new ArrayList<>(commands);
        for (int i = 0; i < Math.min(PROCESSES, found.size()); i++) {
            ProcessUse use = found.get(i);
            int to = place * ROW + i * INTS;
            more[to] = use.pid();
            more[to + 1] = (int) Math.round(use.cores() * 100) << 8 | name(names, use.command());
            more[to + 2] = (int) Math.min(Integer.MAX_VALUE, use.residentBytes() >> 10);
        }
        return new Minute(millis, values, more, List.copyOf(names));
    }

    private static int name(List<String> names, String command) {
        String cut = command.codePointCount(0, command.length()) <= COMMAND_CHARS
                ? command
                : command.substring(0, command.offsetByCodePoints(0, COMMAND_CHARS));
        int known = names.indexOf(cut);
        if (known >= 0) {
            return known;
        }
        if (names.size() == COMMANDS) {
            return UNNAMED;
        }
        names.add(cut);
        return names.size() - 1;
    }

    double value(int place, Measure measure) {
        return values[place * Measure.COUNT + measure.ordinal()];
    }

    Instant at(int place) {
        return Instant.ofEpochMilli(millis[place]);
    }

    List<ProcessUse> processes(int place) {
        List<ProcessUse> found = new ArrayList<>();
        int end = Math.min(processes.length, (place + 1) * ROW);
        for (int from = place * ROW; from < end && processes[from] != 0; from += INTS) {
            int name = processes[from + 1] & UNNAMED;
            found.add(new ProcessUse(
                    processes[from],
                    name == UNNAMED ? "?" : commands.get(name),
                    (processes[from + 1] >> 8) / 100.0,
                    (long) processes[from + 2] << 10));
        }
        return found;
    }
}
