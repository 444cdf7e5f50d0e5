package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.metrics.ProcessEntry;
import shibafu.engine.metrics.ProcessRow;

/// `shibafu top`: the processes of one container, as the host sees them.
@Command(name = "top", description = "List the processes of a container, with the host's pids.")
final class TopCommand extends Verb {
    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "COLUMN",
            description = "pid, ppid, nspid, user, pcpu, etime, tty, time, state, rss, vsz, comm, args; or -o LIST, as "
                    + "ps has it.")
    private List<String> columns = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Container container = factory().load(name);
        if (!container.status().canSignal()) {
            throw new ShibafuException("top " + name + ": container not running, it is "
                    + container.status().word());
        }
        if (json) {
            output().print(Table.json(
                    container.processRows().stream().map(TopCommand::object).toList()));
            return 0;
        }
        List<ProcessColumn> shown = ProcessColumn.parse(columns);
        Table table = new Table(shown.stream().map(ProcessColumn::header).toArray(String[]::new));
        container.processes().stream()
                .map(ProcessEntry::of)
                .flatMap(Optional::stream)
                .forEach(entry ->
                        table.row(shown.stream().map(column -> column.of(entry)).toArray(String[]::new)));
        output().print(table.text());
        return 0;
    }

    private static Map<String, Object> object(ProcessRow process) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pid", process.pid());
        object.put("ppid", process.parent());
        object.put("state", process.state());
        object.put("rssBytes", process.residentBytes());
        object.put("cpuMillis", process.cpuMillis());
        object.put("oomScore", process.oomScore());
        object.put("command", process.command());
        return object;
    }
}
