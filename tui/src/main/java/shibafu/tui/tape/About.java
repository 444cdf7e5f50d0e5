package shibafu.tui.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import shibafu.engine.ShibafuException;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.Host;

/// What `meta.json` says of a recording: where and of what it was made.
///
/// @param version of Shibafu
/// @param sampleEvery time between samples
public record About(String version, Host host, Duration sampleEvery) {
    /// Of the files' form: one that a later version changes in a way that this one can't read gets the next number.
    static final int FORMAT = 1;

    /// @param config tells a container's configuration
    String text(Instant start, String theme, List<ContainerRow> rows, Function<String, String> config) {
        ObjectNode meta = Seconds.NODES.objectNode();
        meta.put("format", FORMAT);
        meta.put("shibafu", version);
        meta.put("kernel", kernel());
        meta.put("start", start.toString());
        meta.put("zone", host.zone().getId());
        meta.put("theme", theme);
        meta.put("sampleEverySeconds", sampleEvery.toMillis() / 1e3);
        ObjectNode machine = meta.putObject("host");
        machine.put("cpus", host.cpus());
        machine.put("memoryBytes", host.memoryBytes());
        ArrayNode containers = meta.putArray("containers");
        RowJson.write(containers, rows);
        for (JsonNode container : containers) {
            ((ObjectNode) container)
                    .set("config", config(config, container.path("id").asText()));
        }
        return meta.toPrettyString() + "\n";
    }

    private static String kernel() {
        try {
            return "Linux "
                    + Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        } catch (IOException e) {
            return "Linux";
        }
    }

    /// A recording is handed around: what programs were given in their environment, passwords perhaps, stays out of it.
    private static JsonNode config(Function<String, String> config, String id) {
        try {
            JsonNode whole = new ObjectMapper().readTree(config.apply(id));
            if (whole.path("process") instanceof ObjectNode process) {
                process.remove("env");
            }
            return whole;
        } catch (JsonProcessingException | ShibafuException e) {
            // It has gone in the meantime.
            return Seconds.NODES.nullNode();
        }
    }
}
