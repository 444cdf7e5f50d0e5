package shibafu.tui.once;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.tui.stats.Point;

/// A snapshot as JSON: an array, an object a container, units in the names. What is not known, or not limited, is
/// null.
public final class JsonText {
    private JsonText() {}

    public static String of(Snapshot snapshot) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        snapshot.entries().forEach(entry -> all.add(container(entry)));
        return all.toPrettyString() + "\n";
    }

    private static ObjectNode container(Snapshot.Entry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", entry.row().id());
        node.put("status", entry.row().status().word());
        node.put("pid", entry.row().pid());
        node.put("image", entry.row().image());
        ArrayNode command = node.putArray("command");
        entry.row().command().forEach(command::add);
        node.put("created", entry.row().created().toString());
        if (entry.row().exitCode().isPresent()) {
            node.put("exitCode", entry.row().exitCode().getAsInt());
        } else {
            node.putNull("exitCode");
        }
        node.put("oomKilled", entry.row().oomKilled());
        entry.row().health().ifPresent(health -> node.put("health", health.word()));
        entry.trace().newest().ifPresent(point -> point(node, point));
        entry.trace().last().ifPresent(sample -> sample(node, sample));
        entry.trace().problem().ifPresent(why -> node.put("problem", why));
        return node;
    }

    private static void point(ObjectNode node, Point point) {
        put(node, "cpuCores", point.cores());
        put(node, "cpuLimitCores", point.coresLimit());
        put(node, "throttledShare", point.throttled());
    }

    private static void sample(ObjectNode node, Sample sample) {
        node.put("memoryBytes", sample.memoryBytes());
        put(node, "memoryLimitBytes", sample.memoryLimitBytes());
        put(node, "memoryPeakBytes", sample.memoryPeakBytes());
        node.put("oomKills", sample.oomKills());
        node.put("pids", sample.pids());
        put(node, "pidsLimit", sample.pidsLimit());
        node.put("forksRefused", sample.pidsRefused());
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }
}
