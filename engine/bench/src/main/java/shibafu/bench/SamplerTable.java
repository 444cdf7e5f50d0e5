package shibafu.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import shibafu.engine.metrics.Sampler;

/// Runs [SamplerBenchmark] in rounds, so that Java and C meet the same machine, then the sampler as a screen uses it,
/// once a second, and prints what came out.
public final class SamplerTable {
    private static final List<String> BENCHMARKS = List.of("sampler", "cReads", "cReadsAndParses");
    private static final int ROUNDS = 3;
    private static final int WARM_UP_LOOKS = 300;
    private static final int SECONDS = 20;

    private SamplerTable() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        Map<String, List<Double>> bytes = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String benchmark : BENCHMARKS) {
                RunResult result = run(benchmark);
                micros.computeIfAbsent(benchmark, name -> new ArrayList<>())
                        .add(result.getPrimaryResult().getScore());
                bytes.computeIfAbsent(benchmark, name -> new ArrayList<>())
                        .add(result.getSecondaryResults()
                                .get("gc.alloc.rate.norm")
                                .getScore());
            }
        }
        print("one sample of one container, of " + SamplerBenchmark.CONTAINERS + "; median of " + ROUNDS + " rounds:");
        double ours = median(micros.get("sampler"));
        // What the C loops allocate is JMH's own.
        micros.forEach((name, scores) -> print(
                "  %-18s %8.2f µs   sampler is %.2f times that   %6.2f bytes allocated",
                name, median(scores), ours / median(scores), median(bytes.get(name))));
        onceASecond();
    }

    private static RunResult run(String benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(SamplerBenchmark.class.getName() + "." + benchmark + "$")
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(4)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
    }

    private static double median(List<Double> scores) {
        double[] sorted =
                scores.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// This thread's own cost: what the Java machine does beside it is a second number.
    private static void onceASecond() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Cgroups cgroups = Cgroups.make(SamplerBenchmark.CONTAINERS)) {
            List<Sampler> samplers = cgroups.all().stream().map(Sampler::new).toList();
            for (int i = 0; i < WARM_UP_LOOKS; i++) {
                samplers.forEach(Sampler::sample);
            }
            Thread.sleep(3000); // compilers at work
            long thread = Thread.currentThread().threadId();
            long[] before = {threads.getCurrentThreadCpuTime(), process.getProcessCpuTime()};
            long allocated = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < SECONDS; i++) {
                samplers.forEach(Sampler::sample);
                Thread.sleep(1000);
            }
            long[] after = {threads.getCurrentThreadCpuTime(), process.getProcessCpuTime()};
            double percent = 100.0 / (SECONDS * 1e9);
            print("%d containers once a second, for %d s:", SamplerBenchmark.CONTAINERS, SECONDS);
            print(
                    "  the sampling thread %.2f%% of one core, the whole program %.2f%%",
                    Arrays.stream(new int[] {0, 1})
                            .mapToObj(i -> (after[i] - before[i]) * percent)
                            .toArray());
            print(
                    "  %.1f KiB allocated a second",
                    (threads.getThreadAllocatedBytes(thread) - allocated) / 1024.0 / SECONDS);
            samplers.forEach(Sampler::close);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
