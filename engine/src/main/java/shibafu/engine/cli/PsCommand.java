package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.service.ByteText;

/// `shibafu ps`: the processes of one container, as the host sees them.
@Command(name = "ps", description = "List the processes of a container, with the host's pids.")
final class PsCommand extends Verb {
    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<ProcessRow> processes = factory().load(name).processRows();
        if (json) {
            output().print(Table.json(processes.stream().map(PsCommand::object).toList()));
            return 0;
        }
        Table table = new Table("PID", "PPID", "STATE", "RSS", "COMMAND");
        for (ProcessRow process : processes) {
            table.row(
                    Integer.toString(process.pid()),
                    Integer.toString(process.parent()),
                    process.state(),
                    ByteText.of(process.residentBytes()),
                    process.command());
        }
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
