package shibafu.engine.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import shibafu.engine.spec.Resources.Cpu;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Resources.Memory;

/// Reads `linux.resources`. Limits that make no sense together are the cgroup's matter: it knows the controllers.
final class ResourcesReader {
    private static final long MAX_UINT32 = 0xffff_ffffL;

    private ResourcesReader() {}

    static Resources read(JsonPart part) {
        return new Resources(
                memory(part.member("memory")),
                cpu(part.member("cpu")),
                part.member("pids").member("limit").number(-1, Long.MAX_VALUE),
                BlockIoReader.read(part.member("blockIO")),
                part.member("hugepageLimits").elements().stream()
                        .map(ResourcesReader::hugepages)
                        .toList(),
                network(part.member("network")),
                rdma(part.member("rdma")),
                part.member("devices").elements().stream()
                        .map(ResourcesReader::rule)
                        .toList(),
                part.member("unified").textMap());
    }

    private static Memory memory(JsonPart part) {
        return new Memory(
                limit(part.member("limit")),
                limit(part.member("reservation")),
                limit(part.member("swap")),
                part.member("swappiness").smallNumber(0, 100),
                part.member("disableOOMKiller").flag(),
                part.member("checkBeforeUpdate").flag(),
                limit(part.member("kernel")),
                limit(part.member("kernelTCP")));
    }

    private static Cpu cpu(JsonPart part) {
        return new Cpu(
                limit(part.member("shares")),
                limit(part.member("quota")),
                limit(part.member("period")),
                part.member("burst").number(0, Long.MAX_VALUE),
                SpecReader.nonEmpty(part.member("cpus")),
                SpecReader.nonEmpty(part.member("mems")),
                part.member("idle").number(0, 1),
                limit(part.member("realtimeRuntime")),
                limit(part.member("realtimePeriod")));
    }

    /// 0 is no wish at all: programs in Go write it where they have no value.
    private static OptionalLong limit(JsonPart part) {
        return part.number(-1, Long.MAX_VALUE).stream()
                .filter(number -> number != 0)
                .findFirst();
    }

    private static HugepageLimit hugepages(JsonPart part) {
        JsonPart size = part.member("pageSize");
        String name = size.requiredText();
        if (!name.matches("[1-9][0-9]*[KMGT]B")) {
            size.problem("must be a page size such as 2MB or 1GB, not \"" + name + "\"");
        }
        return new HugepageLimit(name, part.member("limit").requiredNumber(-1, Long.MAX_VALUE));
    }

    private static NetworkMarks network(JsonPart part) {
        Map<String, Long> priorities = new LinkedHashMap<>();
        for (JsonPart entry : part.member("priorities").elements()) {
            priorities.put(
                    entry.member("name").requiredText(),
                    entry.member("priority").requiredNumber(0, MAX_UINT32));
        }
        return new NetworkMarks(part.member("classID").number(0, MAX_UINT32), priorities);
    }

    private static Map<String, RdmaLimit> rdma(JsonPart part) {
        Map<String, RdmaLimit> limits = new LinkedHashMap<>();
        part.members()
                .forEach((device, limit) -> limits.put(
                        device,
                        new RdmaLimit(
                                limit.member("hcaHandles").number(0, MAX_UINT32),
                                limit.member("hcaObjects").number(0, MAX_UINT32))));
        return limits;
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
