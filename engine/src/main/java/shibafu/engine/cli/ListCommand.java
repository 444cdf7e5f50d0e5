package shibafu.engine.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.HealthStatus;
import shibafu.engine.state.StateException;

/// `shibafu list`: every container, one a line.
@Command(
        name = "list",
        aliases = {"ls"},
        description = "List containers.")
final class ListCommand extends Verb {
    @Option(
            names = {"-q", "--quiet"},
            description = "Names only.")
    private boolean quiet;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<Row> rows = rows();
        if (quiet) {
            rows.forEach(row -> output().line(row.state.name()));
        } else if (json) {
            output().print(Table.json(rows.stream().map(Row::object).toList()));
        } else {
            Table table = new Table("NAME", "STATUS", "PID", "IMAGE", "COMMAND", "CREATED");
            rows.forEach(row -> table.row(row.cells()));
            output().print(table.text());
        }
        return 0;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Container container : factory().list()) {
            try {
                rows.add(row(container));
            } catch (StateException e) {
                // It was removed while we looked: then it is no longer on the list.
            }
        }
        return rows;
    }

    private static Row row(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = container.status();
        return new Row(
                state,
                status,
                container.exit(),
                state.restarts() ? container.restarts() : 0,
                container.health().status(state, status));
    }

    private record Row(
            ContainerState state,
            ContainerStatus status,
            Optional<ExitRecord> exit,
            int restarts,
            Optional<HealthStatus> health) {
        private static final int COMMAND_WIDTH = 30;

        String[] cells() {
            String command = String.join(" ", state.command());
            String shown = command.length() > COMMAND_WIDTH ? command.substring(0, COMMAND_WIDTH - 3) + "..." : command;
            String ended = exit.map(record -> " (" + record.exitCode() + (record.oomKilled() ? ", oom" : "") + ")")
                    .orElse("");
            return new String[] {
                state.name(),
                status.word()
                        + (status.hasEnded() ? ended : "")
                        + health.map(now -> " (" + now.word() + ")").orElse("")
                        + (restarts > 0 ? ", restarts: " + restarts : ""),
                pid() == 0 ? "-" : Integer.toString(pid()),
                state.image().orElse("-"),
                shown,
                ago(state.created())
            };
        }

        Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("id", state.id().value());
            object.put("name", state.name());
            object.put("status", status.word());
            object.put("pid", pid());
            object.put("image", state.image().orElse(""));
            object.put("command", state.command());
            object.put("created", state.created().toString());
            object.put("bundle", state.bundle().toString());
            if (state.restarts()) {
                object.put("restarts", restarts);
            }
            health.ifPresent(now -> object.put("health", now.word()));
            exit.ifPresent(record -> {
                object.put("exitCode", record.exitCode());
                object.put("oomKilled", record.oomKilled());
            });
            return object;
        }

        private int pid() {
            return status.hasEnded() ? 0 : state.init().pid();
        }

        private static String ago(Instant then) {
            long seconds = Math.max(0, Duration.between(then, Instant.now()).toSeconds());
            if (seconds < 120) {
                return seconds + "s ago";
            }
            if (seconds < 2 * 3600) {
                return seconds / 60 + "m ago";
            }
            return seconds < 48 * 3600 ? seconds / 3600 + "h ago" : seconds / 86400 + "d ago";
        }
    }
}
