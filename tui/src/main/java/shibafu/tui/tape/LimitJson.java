package shibafu.tui.tape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.service.LimitChange;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// A change of limits that was asked for, and what came of it, in `limits.jsonl`. In what was asked -1 takes a limit
/// away, and what is not there was left as it was.
final class LimitJson {
    private LimitJson() {}

    /// @return empty if the message is about something else
    static Optional<ObjectNode> write(long micros, Msg msg) {
        if (msg instanceof Msg.Done done && done.asked() instanceof Effect.Update asked) {
            return Optional.of(object(micros, asked, "done", ""));
        }
        if (msg instanceof Msg.Failed failed && failed.asked() instanceof Effect.Update asked) {
            return Optional.of(object(micros, asked, "refused", failed.why()));
        }
        return msg instanceof Msg.WouldKill refused
                ? Optional.of(object(micros, refused.asked(), "would kill", refused.why()))
                : Optional.empty();
    }

    private static ObjectNode object(long micros, Effect.Update asked, String answer, String why) {
        ObjectNode object = Seconds.NODES.objectNode();
        object.put("seconds", Seconds.number(micros));
        object.put("container", asked.id());
        ObjectNode change = object.putObject("asked");
        put(change, "memoryBytes", asked.change().memoryBytes());
        put(change, "cpuQuotaMicros", asked.change().quotaMicros());
        put(change, "cpuPeriodMicros", asked.change().periodMicros());
        put(change, "pids", asked.change().pids());
        object.put("force", asked.force());
        object.put("answer", answer);
        if (!why.isEmpty()) {
            object.put("why", why);
        }
        return object;
    }

    private static void put(ObjectNode to, String key, OptionalLong value) {
        value.ifPresent(number -> to.put(key, number));
    }

    /// @return empty if it is none that we know
    static Optional<Msg> read(JsonNode node) {
        String id = node.path("container").asText();
        if (!Tape.isName(id)) {
            return Optional.empty();
        }
        JsonNode asked = node.path("asked");
        LimitChange change = new LimitChange(
                value(asked, "memoryBytes"),
                value(asked, "cpuQuotaMicros"),
                value(asked, "cpuPeriodMicros"),
                value(asked, "pids"));
        Effect.Update update = new Effect.Update(id, change, node.path("force").asBoolean());
        String why = Plain.line(node.path("why").asText());
        return switch (node.path("answer").asText()) {
            case "done" -> Optional.of(new Msg.Done(update, ""));
            case "refused", "would kill" -> Optional.of(new Msg.Failed(update, why));
            default -> Optional.empty();
        };
    }

    private static OptionalLong value(JsonNode node, String key) {
        return node.path(key).isIntegralNumber()
                ? OptionalLong.of(node.path(key).asLong())
                : OptionalLong.empty();
    }
}
