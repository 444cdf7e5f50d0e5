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
import shibafu.engine.service.ByteText;
import shibafu.engine.service.LocalEngine;
import shibafu.engine.state.StateException;

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
                print(factory, before, now);
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

    private void print(ContainerFactory factory, Map<String, Sample> before, Map<String, Sample> now) {
        // A stream on a terminal is drawn over itself; into a pipe each look is a table of its own.
        boolean redraw = !once && session().request().isTty(1);
        output().print((redraw ? "\033[H\033[2J" : "") + (json ? json(factory, before, now) : table(before, now)));
    }

    private static String table(Map<String, Sample> before, Map<String, Sample> now) {
        Table table = new Table("NAME", "CPU", "CPU LIMIT", "THROTTLED", "MEMORY", "LIMIT", "PIDS", "OOM KILLS");
        now.forEach((id, sample) -> {
            Optional<Rates> rates = rates(before, id, sample);
            table.row(
                    id,
                    rates.map(rate -> percent(rate.cores())).orElse("-"),
                    quota(sample),
                    rates.map(rate -> percent(rate.throttledShare())).orElse("-"),
                    ByteText.of(sample.memoryBytes()),
                    limit(sample.memoryLimitBytes()),
                    sample.pids()
                            + (sample.pidsLimit().isPresent()
                                    ? "/" + sample.pidsLimit().getAsLong()
                                    : ""),
                    Long.toString(sample.oomKills()));
        });
        return table.text();
    }

    private static String json(ContainerFactory factory, Map<String, Sample> before, Map<String, Sample> now) {
        List<StatsJson> containers = new ArrayList<>();
        now.forEach((id, sample) -> {
            try {
                StatsJson.of(factory.load(id), sample.at(), rates(before, id, sample))
                        .ifPresent(containers::add);
            } catch (StateException e) {
                // Removed since its sample was taken.
            }
        });
        return StatsJson.text(containers);
    }

    private static Optional<Rates> rates(Map<String, Sample> before, String id, Sample now) {
        return Optional.ofNullable(before.get(id)).flatMap(first -> Rates.between(first, now));
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
        return bytes.isPresent() ? ByteText.of(bytes.getAsLong()) : "max";
    }
}
