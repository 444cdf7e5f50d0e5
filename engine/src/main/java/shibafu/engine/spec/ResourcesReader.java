package shibafu.engine.spec;

import java.util.OptionalLong;
import shibafu.engine.spec.Resources.Cpu;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Resources.Memory;

/// Reads `linux.resources`. Limits that make no sense together are the cgroup's matter: it knows the controllers.
final class ResourcesReader {
    private ResourcesReader() {}

    static Resources read(JsonPart part) {
        Unsupported.refuse(part, Unsupported.RESOURCES);
        return new Resources(
                memory(part.member("memory")),
                cpu(part.member("cpu")),
                part.member("pids").member("limit").number(-1, Long.MAX_VALUE),
                part.member("devices").elements().stream()
                        .map(ResourcesReader::rule)
                        .toList(),
                part.member("unified").textMap());
    }

    private static Memory memory(JsonPart part) {
        Unsupported.refuse(part, Unsupported.MEMORY);
        return new Memory(
                limit(part.member("limit")),
                limit(part.member("reservation")),
                limit(part.member("swap")),
                part.member("swappiness").smallNumber(0, 100),
                part.member("disableOOMKiller").flag(),
                part.member("checkBeforeUpdate").flag());
    }

    private static Cpu cpu(JsonPart part) {
        Unsupported.refuse(part, Unsupported.CPU);
        return new Cpu(
                limit(part.member("shares")),
                limit(part.member("quota")),
                limit(part.member("period")),
                part.member("burst").number(0, Long.MAX_VALUE),
                SpecReader.nonEmpty(part.member("cpus")),
                SpecReader.nonEmpty(part.member("mems")),
                part.member("idle").number(0, 1));
    }

    /// 0 is no wish at all: programs in Go write it where they have no value.
    private static OptionalLong limit(JsonPart part) {
        return part.number(-1, Long.MAX_VALUE).stream()
                .filter(number -> number != 0)
                .findFirst();
    }

    private static DeviceRule rule(JsonPart part) {
        JsonPart type = part.member("type");
        String letter = type.text().orElse("a");
        if (!letter.matches("[abc]?")) {
            type.problem("must be a, b or c, not \"" + letter + "\"");
        }
        JsonPart access = part.member("access");
        String letters = access.text().orElse("rwm");
        if (!letters.matches("[rwm]*")) {
            access.problem("must be of the letters r, w and m, not \"" + letters + "\"");
        }
        return new DeviceRule(
                part.member("allow").flag(),
                letter.isEmpty() ? "a" : letter,
                deviceNumber(part.member("major")),
                deviceNumber(part.member("minor")),
                letters.isEmpty() ? "rwm" : letters);
    }

    /// -1 is any, as absence is.
    private static OptionalLong deviceNumber(JsonPart part) {
        OptionalLong number = part.number(-1, Integer.MAX_VALUE);
        return number.isPresent() && number.getAsLong() < 0 ? OptionalLong.empty() : number;
    }
}
