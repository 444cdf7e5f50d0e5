package shibafu.tui.tape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import shibafu.engine.metrics.Flow;
import shibafu.engine.metrics.HostCpu;
import shibafu.engine.metrics.Sample;

/// `samples.csv`: a header, then a row a sample: `seconds,time,container,` and the raw counters, units in the names. An
/// empty field is no limit, or what the kernel does not tell. No field needs quotes.
final class SampleColumns {
    /// A row as it was read.
    record Row(long micros, String container, Sample sample) {}

    @SuppressWarnings("ImmutableEnumChecker") // its functions are lambdas without a state
    private enum Column {
        CPU_USAGE_US(Sample::usageMicros),
        CPU_USER_US(Sample::userMicros),
        CPU_SYSTEM_US(Sample::systemMicros),
        CPU_PERIODS(Sample::periods),
        CPU_THROTTLED_PERIODS(Sample::throttledPeriods),
        CPU_THROTTLED_US(Sample::throttledMicros),
        CPU_QUOTA_US(Sample::quotaMicros),
        CPU_PERIOD_US(Sample::periodMicros),
        MEMORY_BYTES(Sample::memoryBytes),
        MEMORY_ANON_BYTES(Sample::anonBytes),
        MEMORY_FILE_BYTES(Sample::fileBytes),
        MEMORY_KERNEL_BYTES(Sample::kernelBytes),
        MEMORY_SWAP_BYTES(Sample::swapBytes),
        MEMORY_LIMIT_BYTES(Sample::memoryLimitBytes),
        MEMORY_HIGH_BYTES(Sample::memoryHighBytes),
        MEMORY_PEAK_BYTES(Sample::memoryPeakBytes),
        MEMORY_HIGH_EVENTS(Sample::memoryHighEvents),
        OOM_KILLS(Sample::oomKills),
        PIDS(Sample::pids),
        PIDS_LIMIT(Sample::pidsLimit),
        PIDS_REFUSED(Sample::pidsRefused),
        IO_READ_BYTES((Sample sample) -> sample.flow().readBytes()),
        IO_WRITTEN_BYTES((Sample sample) -> sample.flow().writtenBytes()),
        CPU_WAIT_US((Sample sample) -> sample.flow().cpuWaitMicros()),
        MEMORY_WAIT_US((Sample sample) -> sample.flow().memoryWaitMicros()),
        IO_WAIT_US((Sample sample) -> sample.flow().ioWaitMicros()),
        CPU_STALL_US((Sample sample) -> sample.flow().cpuStallMicros()),
        MEMORY_STALL_US((Sample sample) -> sample.flow().memoryStallMicros()),
        IO_STALL_US((Sample sample) -> sample.flow().ioStallMicros()),
        IO_READ_LIMIT_BYTES_PER_S((Sample sample) -> sample.flow().readLimit()),
        IO_WRITE_LIMIT_BYTES_PER_S((Sample sample) -> sample.flow().writeLimit()),
        NET_RECEIVED_BYTES((Sample sample) -> sample.flow().receivedBytes()),
        NET_SENT_BYTES((Sample sample) -> sample.flow().sentBytes()),
        HOST_CPU_IDLE_TICKS((Sample sample) -> sample.host().idleTicks()),
        HOST_CPU_ALL_TICKS((Sample sample) -> sample.host().allTicks());

        private final Function<Sample, OptionalLong> value;

        Column(ToLongFunction<Sample> value) {
            this.value = sample -> OptionalLong.of(value.applyAsLong(sample));
        }

        Column(Function<Sample, OptionalLong> value) {
            this.value = value;
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> KEYS = List.of("seconds", "time", "container");

    /// Where each column stands in the file that is read, -1 for nowhere: another version may have written it.
    private final int seconds;

    private final int container;
    private final Map<Column, Integer> places = new HashMap<>();

    private SampleColumns(List<String> titles) {
        seconds = titles.indexOf("seconds");
        container = titles.indexOf("container");
        for (Column column : Column.values()) {
            places.put(column, titles.indexOf(column.title()));
        }
    }

    static String header() {
        StringJoiner line = new StringJoiner(",");
        KEYS.forEach(line::add);
        for (Column column : Column.values()) {
            line.add(column.title());
        }
        return line.toString();
    }

    static String line(long micros, String container, Sample sample) {
        StringJoiner line = new StringJoiner(",");
        line.add(Seconds.text(micros)).add(sample.at().toString()).add(container);
        for (Column column : Column.values()) {
            OptionalLong value = column.value.apply(sample);
            line.add(value.isPresent() ? Long.toString(value.getAsLong()) : "");
        }
        return line.toString();
    }

    /// How to read the lines below a header.
    ///
    /// @return empty if that is none
    static Optional<SampleColumns> of(String header) {
        SampleColumns columns = new SampleColumns(List.of(header.split(",", -1)));
        return columns.seconds < 0 || columns.container < 0 ? Optional.empty() : Optional.of(columns);
    }

    /// @param start when the recording began
    /// @return empty if the line is not a row of this file
    Optional<Row> row(String line, Instant start) {
        List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
        if (fields.size() <= Math.max(seconds, container)) {
            return Optional.empty();
        }
        try {
            long micros = Seconds.micros(fields.get(seconds));
            String id = fields.get(container);
            return Tape.isName(id) ? Optional.of(new Row(micros, id, sample(fields, micros, start))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Sample sample(List<String> fields, long micros, Instant start) {
        return new Sample(
                start.plusNanos(micros * 1000),
                micros * 1000,
                count(fields, Column.CPU_USAGE_US),
                count(fields, Column.CPU_USER_US),
                count(fields, Column.CPU_SYSTEM_US),
                count(fields, Column.CPU_PERIODS),
                count(fields, Column.CPU_THROTTLED_PERIODS),
                count(fields, Column.CPU_THROTTLED_US),
                value(fields, Column.CPU_QUOTA_US),
                value(fields, Column.CPU_PERIOD_US),
                count(fields, Column.MEMORY_BYTES),
                count(fields, Column.MEMORY_ANON_BYTES),
                count(fields, Column.MEMORY_FILE_BYTES),
                count(fields, Column.MEMORY_KERNEL_BYTES),
                count(fields, Column.MEMORY_SWAP_BYTES),
                value(fields, Column.MEMORY_LIMIT_BYTES),
                value(fields, Column.MEMORY_HIGH_BYTES),
                value(fields, Column.MEMORY_PEAK_BYTES),
                count(fields, Column.MEMORY_HIGH_EVENTS),
                count(fields, Column.OOM_KILLS),
                count(fields, Column.PIDS),
                value(fields, Column.PIDS_LIMIT),
                count(fields, Column.PIDS_REFUSED),
                new Flow(
                        count(fields, Column.IO_READ_BYTES),
                        count(fields, Column.IO_WRITTEN_BYTES),
                        value(fields, Column.CPU_WAIT_US),
                        value(fields, Column.MEMORY_WAIT_US),
                        value(fields, Column.IO_WAIT_US),
                        value(fields, Column.CPU_STALL_US),
                        value(fields, Column.MEMORY_STALL_US),
                        value(fields, Column.IO_STALL_US),
                        value(fields, Column.IO_READ_LIMIT_BYTES_PER_S),
                        value(fields, Column.IO_WRITE_LIMIT_BYTES_PER_S),
                        value(fields, Column.NET_RECEIVED_BYTES),
                        value(fields, Column.NET_SENT_BYTES)),
                new HostCpu(count(fields, Column.HOST_CPU_IDLE_TICKS), count(fields, Column.HOST_CPU_ALL_TICKS)));
    }

    private long count(List<String> fields, Column column) {
        return value(fields, column).orElse(0);
    }

    /// @throws NumberFormatException if it is no number from 0 up
    private OptionalLong value(List<String> fields, Column column) {
        int place = places.getOrDefault(column, -1);
        if (place < 0 || place >= fields.size() || fields.get(place).isEmpty()) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(fields.get(place));
        if (value < 0) {
            throw new NumberFormatException(column.title() + " below 0");
        }
        return OptionalLong.of(value);
    }
}
