package shibafu.tui.tape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.service.ContainerRow;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.HealthStatus;

/// Containers as a list shows them, in `events.jsonl`.
final class RowJson {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_WORDS = 1000;

    private RowJson() {}

    static void write(ArrayNode to, List<ContainerRow> rows) {
        for (ContainerRow row : rows) {
            ObjectNode node = to.addObject();
            node.put("id", row.id());
            node.put("status", row.status().word());
            node.put("pid", row.pid());
            node.put("image", row.image());
            ArrayNode command = node.putArray("command");
            row.command().forEach(command::add);
            node.put("created", row.created().toString());
            row.exitCode().ifPresent(code -> node.put("exitCode", code));
            node.put("oomKilled", row.oomKilled());
            row.health().ifPresent(health -> node.put("health", health.word()));
        }
    }

    /// What is no row is left out.
    static List<ContainerRow> read(JsonNode rows) {
        List<ContainerRow> all = new ArrayList<>();
        for (JsonNode node : rows) {
            if (all.size() < MOST_ROWS) {
                row(node).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<ContainerRow> row(JsonNode node) {
        String id = node.path("id").asText();
        Optional<ContainerStatus> status = Arrays.stream(ContainerStatus.values())
                .filter(each -> each.word().equals(node.path("status").asText()))
                .findFirst();
        if (!Tape.isName(id) || status.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        for (JsonNode word : node.path("command")) {
            if (command.size() < MOST_WORDS) {
                command.add(Plain.line(word.asText()));
            }
        }
        return Optional.of(new ContainerRow(
                id,
                status.get(),
                node.path("pid").asInt(),
                Plain.line(node.path("image").asText()),
                command,
                created(node),
                node.path("exitCode").isInt()
                        ? OptionalInt.of(node.path("exitCode").asInt())
                        : OptionalInt.empty(),
                node.path("oomKilled").asBoolean(),
                HealthStatus.of(node.path("health").asText())));
    }

    private static Instant created(JsonNode node) {
        try {
            return Instant.parse(node.path("created").asText());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
