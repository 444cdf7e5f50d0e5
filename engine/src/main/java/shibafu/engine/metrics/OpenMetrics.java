package shibafu.engine.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import shibafu.engine.cgroup.CgroupStats;

/// The statistics of containers as the metrics of OpenMetrics: base units (seconds, bytes), counters that only go up,
/// the container's name as the label `container`. What a container has no limit on, or the kernel does not say, is
/// left out of it, as no number would be true.
public final class OpenMetrics {
    private static final double MICROS_A_SECOND = 1e6;

    private static final List<Metric> METRICS = List.of(
            seconds("cpu_usage_seconds", "CPU time used", now -> now.cpu().usageMicros()),
            seconds("cpu_user_seconds", "CPU time used outside the kernel", now -> now.cpu()
                    .userMicros()),
            seconds("cpu_system_seconds", "CPU time used in the kernel", now -> now.cpu()
                    .systemMicros()),
            count("cpu_periods", "Enforcement periods of the quota", now -> now.cpu()
                    .periods()),
            count("cpu_throttled_periods", "Periods in which the quota ran out", now -> now.cpu()
                    .throttledPeriods()),
            seconds("cpu_throttled_seconds", "Time that its CPUs were kept from it", now -> now.cpu()
                    .throttledMicros()),
            new Metric("cpu_limit_cores", "CPUs that the quota allows", false, now -> cores(now.cpu())),
            level("memory_usage_bytes", "All memory charged", now -> now.memory()
                    .usageBytes()),
            level("memory_working_set_bytes", "Memory in use of late", now -> now.memory()
                    .workingSetBytes()),
            level("memory_anon_bytes", "Memory of its programs", now -> now.memory()
                    .anonBytes()),
            level("memory_file_bytes", "Page cache", now -> now.memory().fileBytes()),
            level("memory_kernel_bytes", "Memory of the kernel for it", now -> now.memory()
                    .kernelBytes()),
            level("memory_swap_bytes", "In swap", now -> now.memory().swapBytes()),
            limit("memory_limit_bytes", "Limit on memory", now -> now.memory().limitBytes()),
            limit("memory_peak_bytes", "The most memory ever charged", now -> now.memory()
                    .peakBytes()),
            count("memory_limit_hits", "Times that the limit was reached", now -> now.memory()
                    .limitHits()),
            count("memory_oom_kills", "Processes killed for want of memory", now -> now.memory()
                    .oomKills()),
            count("memory_major_faults", "Page faults that waited for a disk", now -> now.memory()
                    .detail()
                    .majorFaults()),
            level("pids", "Processes and threads", now -> now.pids().current()),
            limit("pids_limit", "Limit on processes and threads", now -> now.pids()
                    .limit()),
            count("pids_refused", "Forks that failed because of the limit", now -> now.pids()
                    .refused()),
            devices("io_read_bytes", "Read from a block device", CgroupStats.IoDevice::readBytes),
            devices("io_written_bytes", "Written to a block device", CgroupStats.IoDevice::writtenBytes),
            devices("io_reads", "Read operations on a block device", CgroupStats.IoDevice::reads),
            devices("io_writes", "Write operations on a block device", CgroupStats.IoDevice::writes),
            new Metric(
                    "pressure_waiting_seconds", "Time that tasks waited for a resource", true, OpenMetrics::waiting));

    private OpenMetrics() {}

    /// @param points of one container
    private record Metric(String name, String help, boolean counter, Function<CgroupStats, Stream<Point>> points) {}

    /// @param labels beside the container's name
    private record Point(Labels labels, double value) {}

    /// @param containers the statistics of each, by name
    public static MetricSnapshots of(Map<String, CgroupStats> containers) {
        return new MetricSnapshots(
                METRICS.stream().map(metric -> snapshot(metric, containers)).toList());
    }

    private static MetricSnapshot snapshot(Metric metric, Map<String, CgroupStats> containers) {
        if (metric.counter()) {
            CounterSnapshot.Builder counter = CounterSnapshot.builder().name("shibafu_" + metric.name());
            points(metric, containers)
                    .forEach(point -> counter.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(point.labels())
                            .value(point.value())
                            .build()));
            return counter.help(metric.help()).build();
        }
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("shibafu_" + metric.name());
        points(metric, containers)
                .forEach(point -> gauge.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(point.labels())
                        .value(point.value())
                        .build()));
        return gauge.help(metric.help()).build();
    }

    private static Stream<Point> points(Metric metric, Map<String, CgroupStats> containers) {
        return containers.entrySet().stream().flatMap(container -> {
            Labels name = Labels.of("container", container.getKey());
            return metric.points()
                    .apply(container.getValue())
                    .map(point -> new Point(name.merge(point.labels()), point.value()));
        });
    }

    private static Stream<Point> one(double value) {
        return Stream.of(new Point(Labels.EMPTY, value));
    }

    private static Metric seconds(String name, String help, ToLongFunction<CgroupStats> micros) {
        return new Metric(name, help, true, now -> one(micros.applyAsLong(now) / MICROS_A_SECOND));
    }

    private static Metric count(String name, String help, ToLongFunction<CgroupStats> value) {
        return new Metric(name, help, true, now -> one((double) value.applyAsLong(now)));
    }

    private static Metric level(String name, String help, ToLongFunction<CgroupStats> value) {
        return new Metric(name, help, false, now -> one((double) value.applyAsLong(now)));
    }

    private static Metric limit(String name, String help, Function<CgroupStats, OptionalLong> value) {
        return new Metric(name, help, false, now -> value.apply(now).stream()
                .mapToObj(number -> new Point(Labels.EMPTY, number)));
    }

    private static Metric devices(String name, String help, ToLongFunction<CgroupStats.IoDevice> value) {
        return new Metric(name, help, true, now -> now.io().stream()
                .map(io -> new Point(
                        Labels.of(
                                "device",
                                io.device().major() + ":" + io.device().minor()),
                        value.applyAsLong(io))));
    }

    private static Stream<Point> cores(CgroupStats.Cpu cpu) {
        return cpu.quotaMicros().isPresent() && cpu.periodMicros().orElse(0) > 0
                ? one((double) cpu.quotaMicros().getAsLong()
                        / cpu.periodMicros().getAsLong())
                : Stream.empty();
    }

    private static Stream<Point> waiting(CgroupStats now) {
        return Stream.of(
                        waiting("cpu", now.pressure().cpu()),
                        waiting("memory", now.pressure().memory()),
                        waiting("io", now.pressure().io()))
                .flatMap(points -> points);
    }

    private static Stream<Point> waiting(String resource, Optional<CgroupStats.Pressure> pressure) {
        return pressure.stream()
                .flatMap(both -> Stream.of(
                        new Point(
                                Labels.of("resource", resource, "tasks", "some"),
                                both.some().totalMicros() / MICROS_A_SECOND),
                        new Point(
                                Labels.of("resource", resource, "tasks", "full"),
                                both.full().totalMicros() / MICROS_A_SECOND)));
    }
}
