package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LocalEngine;

/// `shibafu stats`: what containers use, against their limits.
@Command(name = "stats", description = "Show what containers use against their limits, until interrupted.")
final class StatsCommand extends Verb {
    private static final int FIRST_INTERVAL_MILLIS = 500;
    private static final int INTERVAL_MILLIS = 1000;

    @Parameters(paramLabel = "CONTAINER", arity = "0..*", description = "Names of containers (all that run).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--no-stream", description = "Print once and leave.")
    private boolean once;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        session().onHangup(() -> Runtime.getRuntime().halt(0));
        ContainerFactory factory = factory();
        names.forEach(factory::load);
        try (LocalEngine engine = new LocalEngine(factory)) {
            Map<String, Sample> before = samples(factory, engine);
            Thread.sleep(FIRST_INTERVAL_MILLIS);
            while (true) {
                Map<String, Sample> now = samples(factory, engine);
                print(before, now);
                if (once) {
                    return 0;
                }
                before = now;
                Thread.sleep(INTERVAL_MILLIS);
            }
        }
    }

    private Map<String, Sample> samples(ContainerFactory factory, LocalEngine engine) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        List<String> wanted =
                names.isEmpty() ? factory.list().stream().map(Container::id).toList() : names;
        for (String id : wanted) {
            engine.sample(id).ifPresent(sample -> samples.put(id, sample));
        }
        return samples;
    }

    private void print(Map<String, Sample> before, Map<String, Sample> now) {
        List<Map<String, Object>> objects = new ArrayList<>();
        Table table = new Table("NAME", "CPU", "CPU LIMIT", "THROTTLED", "MEMORY", "LIMIT", "PIDS", "OOM KILLS");
        now.forEach((id, sample) -> {
            Optional<Rates> rates = Optional.ofNullable(before.get(id)).flatMap(first -> Rates.between(first, sample));
            objects.add(object(id, sample, rates));
            table.row(
                    id,
                    rates.map(rate -> percent(rate.cores())).orElse("-"),
                    quota(sample),
                    rates.map(rate -> percent(rate.throttledShare())).orElse("-"),
                    ByteSize.format(sample.memoryBytes()),
                    limit(sample.memoryLimitBytes()),
                    sample.pids()
                            + (sample.pidsLimit().isPresent()
                                    ? "/" + sample.pidsLimit().getAsLong()
                                    : ""),
                    Long.toString(sample.oomKills()));
        });
        // A stream on a terminal is drawn over itself; into a pipe each look is a table of its own.
        boolean redraw = !once && session().request().isTty(1);
        output().print((redraw ? "\033[H\033[2J" : "") + (json ? Table.json(objects) : table.text()));
    }

    private static Map<String, Object> object(String id, Sample sample, Optional<Rates> rates) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", id);
        rates.ifPresent(rate -> {
            object.put("cpuCores", rate.cores());
            object.put("throttledShare", rate.throttledShare());
        });
        object.put("cpuUsageMicros", sample.usageMicros());
        object.put("cpuUserMicros", sample.userMicros());
        object.put("cpuSystemMicros", sample.systemMicros());
        object.put("cpuThrottledMicros", sample.throttledMicros());
        put(object, "cpuQuotaMicros", sample.quotaMicros());
        put(object, "cpuPeriodMicros", sample.periodMicros());
        object.put("memoryBytes", sample.memoryBytes());
        object.put("anonBytes", sample.anonBytes());
        object.put("fileBytes", sample.fileBytes());
        object.put("kernelBytes", sample.kernelBytes());
        put(object, "memoryLimitBytes", sample.memoryLimitBytes());
        put(object, "memoryPeakBytes", sample.memoryPeakBytes());
        object.put("oomKills", sample.oomKills());
        object.put("pids", sample.pids());
        put(object, "pidsLimit", sample.pidsLimit());
        return object;
    }

    private static void put(Map<String, Object> object, String key, OptionalLong value) {
        value.ifPresent(number -> object.put(key, number));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    private static String quota(Sample sample) {
        return sample.quotaMicros().isPresent() && sample.periodMicros().isPresent()
                ? percent((double) sample.quotaMicros().getAsLong()
                        / sample.periodMicros().getAsLong())
                : "max";
    }

    private static String limit(OptionalLong bytes) {
        return bytes.isPresent() ? ByteSize.format(bytes.getAsLong()) : "max";
    }
}
