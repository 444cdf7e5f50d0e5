package shibafu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import shibafu.engine.cgroup.CgroupReading;
import shibafu.engine.metrics.Sampler;

/// One sample of one container: by our sampler, and by a loop in C over the very files that it keeps open.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(SamplerBenchmark.CONTAINERS)
public class SamplerBenchmark {
    static final int CONTAINERS = 200;

    private Cgroups cgroups;
    private final List<Sampler> samplers = new ArrayList<>();
    private final CgroupReading reading = new CgroupReading();
    private Loop loop;

    @Setup
    public void make() throws Throwable {
        cgroups = Cgroups.make(CONTAINERS);
        cgroups.all().forEach(cgroup -> samplers.add(new Sampler(cgroup)));
        sampler();
        loop = new Loop(Path.of(System.getProperty("bench.loop")), openFiles());
    }

    /// What the samplers have open now.
    private static List<Path> openFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open.toList()) {
                if (Files.exists(descriptor)) { // the list's own is closed by now
                    Path file = Files.readSymbolicLink(descriptor);
                    if (file.startsWith("/sys/fs/cgroup") && Files.isRegularFile(file)) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }

    @Benchmark
    public int sampler() {
        int standing = 0;
        for (Sampler sampler : samplers) {
            standing += sampler.read(reading) ? 1 : 0;
        }
        return standing;
    }

    @Benchmark
    public long cReads() throws Throwable {
        return loop.read(false);
    }

    @Benchmark
    public long cReadsAndParses() throws Throwable {
        return loop.read(true);
    }

    @TearDown
    public void remove() throws IOException {
        samplers.forEach(Sampler::close);
        cgroups.close();
    }
}
