package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shibafu ps`: the processes of one container, as the host sees them.
@Command(name = "ps", description = "List the processes of a container, with the host's pids.")
final class PsCommand extends Verb {
    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<Row> processes = new ArrayList<>();
        for (int pid : factory().load(name).processes()) {
            Row.read(pid, processes);
        }
        if (json) {
            output().print(Table.json(processes.stream().map(Row::object).toList()));
            return 0;
        }
        Table table = new Table("PID", "PPID", "STATE", "RSS", "COMMAND");
        for (Row process : processes) {
            table.row(
                    Integer.toString(process.pid),
                    Integer.toString(process.parent),
                    process.state,
                    ByteSize.format(process.rssBytes),
                    process.command);
        }
        output().print(table.text());
        return 0;
    }

    /// @param rssBytes resident memory
    private record Row(int pid, int parent, String state, long rssBytes, String command) {
        private static final long PAGE = 4096;

        /// Adds the process, unless it has ended meanwhile.
        static void read(int pid, List<Row> into) {
            Path proc = Path.of("/proc", Integer.toString(pid));
            try {
                List<String> stat = fields(Files.readString(proc.resolve("stat")));
                String words = Files.readString(proc.resolve("cmdline"))
                        .replace('\0', ' ')
                        .strip();
                String command = words.isEmpty()
                        ? "[" + Files.readString(proc.resolve("comm")).strip() + "]"
                        : words;
                into.add(new Row(
                        pid, Integer.parseInt(stat.get(3)), stat.get(2), Long.parseLong(stat.get(23)) * PAGE, command));
            } catch (IOException e) {
                // Gone between the listing and the look: not a process of the container any more.
                return;
            }
        }

        /// Fields of proc_pid_stat(5), counted from 0; the second, the name, may itself have spaces and brackets.
        private static List<String> fields(String stat) {
            List<String> fields = new ArrayList<>(List.of("", ""));
            fields.addAll(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")));
            return fields;
        }

        Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("pid", pid);
            object.put("ppid", parent);
            object.put("state", state);
            object.put("rssBytes", rssBytes);
            object.put("command", command);
            return object;
        }
    }
}
