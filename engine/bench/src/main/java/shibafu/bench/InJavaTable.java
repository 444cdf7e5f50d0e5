package shibafu.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import shibafu.engine.kernel.Spawn;
import shibafu.engine.launch.Streams;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ContainerProcess;
import shibafu.engine.lifecycle.Places;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecReader;

/// Runs a bundle by [shibafu.engine.lifecycle.Container#run] and by crun, in turns and in random order, and prints how
/// long each took from its beginning to its end with nothing left of it.
public final class InJavaTable {
    private static final Path CRUN = Path.of("/usr/bin/crun");
    private static final int WARM_UP = 1500;
    private static final int ROUNDS = 60;
    private static final long REST_MILLIS = 100;

    private final ContainerFactory factory;
    private final Path bundle;
    private final Spec spec;
    private int runs;

    private InJavaTable(Path stub, Path work) {
        factory = ContainerFactory.open(Places.below(work, Optional.empty()), new StubLaunchers(stub));
        bundle = work.resolve("bundle");
        spec = SpecReader.read(bundle.resolve("config.json"));
    }

    /// @param arguments the stub, a directory for all that is made
    public static void main(String[] arguments) throws Exception {
        InJavaTable table = new InJavaTable(Path.of(arguments[0]), Path.of(arguments[1]));
        for (int i = 0; i < WARM_UP; i++) {
            table.ours();
        }
        table.compare("back to back", 0);
        table.compare("100 ms apart", REST_MILLIS);
    }

    private void compare(String what, long restMillis) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean first = RandomGenerator.getDefault().nextBoolean();
            Thread.sleep(restMillis);
            double one = millis(first ? this::ours : this::theirs);
            Thread.sleep(restMillis);
            double other = millis(first ? this::theirs : this::ours);
            ours.add(first ? one : other);
            theirs.add(first ? other : one);
            ratios.add(first ? one / other : other / one);
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s Container.run %6.2f ms   crun run %6.2f ms   ratio %.3f%n",
                what,
                median(ours),
                median(theirs),
                median(ratios));
    }

    private void ours() throws Exception {
        ContainerConfig config =
                ContainerConfig.ofBundle("bench-" + runs++, bundle, spec).withRemoveOnExit(true);
        ProcessConfig quiet =
                ProcessConfig.main().withStdio(new Stdio.Inherit()).withStreams(Streams.NONE);
        ContainerProcess process = factory.create(config).run(quiet);
        check(process.waitFor());
    }

    private void theirs() throws Exception {
        try (Spawn spawn = new Spawn(CRUN, List.of("run", "--bundle", bundle.toString(), "bench-" + runs++))) {
            var child = spawn.start();
            child.reapLater();
            check(child.waitFor());
        }
    }

    private static void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("a container ended with exit code " + code);
        }
    }

    private static double millis(Run run) throws Exception {
        long began = System.nanoTime();
        run.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @FunctionalInterface
    private interface Run {
        void run() throws Exception;
    }
}
