package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.launch.Errno;
import shibafu.engine.state.LaunchTrace;

/// `shibafu trace`: how the start of a container went.
@Command(
        name = "trace",
        description = "Show how a container was started: each operation with its time, and why a start failed.")
final class TraceCommand extends Verb {
    private static final int BAR = 20;

    @Parameters(
            paramLabel = "CONTAINER",
            arity = "0..1",
            description = "Its name, also of one whose start failed; none lists all that are remembered.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        if (name.isEmpty()) {
            list(factory().launches());
        } else {
            show(factory().launch(name.get()));
        }
        return 0;
    }

    private void list(List<LaunchTrace> traces) {
        if (json) {
            output().print(Table.json(traces.stream().map(TraceCommand::object).toList()));
            return;
        }
        Table table = new Table("NAME", "AT", "OPS", "US", "RESULT");
        for (LaunchTrace trace : traces) {
            table.row(
                    trace.id().value(),
                    trace.at().toString(),
                    operations(trace),
                    micros(trace.totalNanos()),
                    trace.failure().map(LaunchTrace.Failure::why).orElse("started"));
        }
        output().print(table.text());
    }

    private void show(LaunchTrace trace) {
        if (json) {
            output().print(Table.json(object(trace)));
            return;
        }
        long longest = trace.slowest().map(LaunchTrace.Op::nanos).orElse(0L);
        StringBuilder text = new StringBuilder();
        for (LaunchTrace.Op op : trace.ops()) {
            String bar = "#".repeat(longest == 0 ? 0 : Math.toIntExact(op.nanos() * BAR / longest));
            String went = op.errno() == 0 ? "" : "  -> " + Errno.of(op.errno());
            text.append(String.format(
                    Locale.ROOT,
                    "%4d %10s us  %-" + BAR + "s  %s%s%n",
                    op.index() + 1,
                    micros(op.nanos()),
                    bar,
                    op.phrase(),
                    went));
        }
        text.append(String.format(
                Locale.ROOT, "     %10s us  in %s operations%n", micros(trace.totalNanos()), operations(trace)));
        trace.failure()
                .ifPresent(
                        failure -> text.append("failed: ").append(failure.why()).append('\n'));
        output().print(text.toString());
    }

    /// What comes after the start is not the launch any more, and is done without a report.
    private static String operations(LaunchTrace trace) {
        int tried = trace.ops().size();
        return trace.failure().isPresent() ? tried + " of " + trace.planned() : Integer.toString(tried);
    }

    private static Map<String, Object> object(LaunchTrace trace) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", trace.id().value());
        object.put("at", trace.at().toString());
        object.put("planned", trace.planned());
        trace.failure().ifPresent(failure -> {
            object.put("failedAt", failure.index());
            object.put("why", failure.why());
        });
        List<Map<String, Object>> ops = new ArrayList<>();
        for (LaunchTrace.Op op : trace.ops()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("index", op.index());
            one.put("kind", op.kind());
            one.put("fields", op.fields());
            one.put("phrase", op.phrase());
            one.put("nanos", op.nanos());
            one.put("errno", op.errno());
            ops.add(one);
        }
        object.put("ops", ops);
        return object;
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1000.0);
    }
}
