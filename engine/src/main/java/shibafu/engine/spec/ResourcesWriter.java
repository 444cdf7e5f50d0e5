package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import shibafu.engine.spec.BlockIo.DeviceWeight;
import shibafu.engine.spec.BlockIo.Throttle;
import shibafu.engine.spec.Resources.Cpu;
import shibafu.engine.spec.Resources.DeviceRule;
import shibafu.engine.spec.Resources.Memory;

/// Writes `linux.resources`.
final class ResourcesWriter {
    private ResourcesWriter() {}

    static void write(JsonGenerator json, Resources resources) throws IOException {
        json.writeStartObject();
        if (!resources.memory().equals(Resources.NONE.memory())) {
            memory(json, resources.memory());
        }
        if (!resources.cpu().equals(Resources.NONE.cpu())) {
            cpu(json, resources.cpu());
        }
        if (resources.pidsLimit().isPresent()) {
            json.writeObjectFieldStart("pids");
            json.writeNumberField("limit", resources.pidsLimit().getAsLong());
            json.writeEndObject();
        }
        blockIo(json, resources.blockIo());
        hugepages(json, resources.hugepageLimits());
        network(json, resources.network());
        rdma(json, resources.rdma());
        devices(json, resources.devices());
        SpecWriter.textMap(json, "unified", resources.unified());
        json.writeEndObject();
    }

    private static void memory(JsonGenerator json, Memory memory) throws IOException {
        json.writeObjectFieldStart("memory");
        number(json, "limit", memory.limitBytes());
        number(json, "reservation", memory.reservationBytes());
        number(json, "swap", memory.swapBytes());
        SpecWriter.number(json, "swappiness", memory.swappiness());
        json.writeBooleanField("disableOOMKiller", memory.disableOomKiller());
        json.writeBooleanField("checkBeforeUpdate", memory.checkBeforeUpdate());
        number(json, "kernel", memory.kernelBytes());
        number(json, "kernelTCP", memory.kernelTcpBytes());
        json.writeEndObject();
    }

    private static void cpu(JsonGenerator json, Cpu cpu) throws IOException {
        json.writeObjectFieldStart("cpu");
        number(json, "shares", cpu.shares());
        number(json, "quota", cpu.quotaMicros());
        number(json, "period", cpu.periodMicros());
        number(json, "burst", cpu.burstMicros());
        SpecWriter.text(json, "cpus", cpu.cpus());
        SpecWriter.text(json, "mems", cpu.mems());
        number(json, "idle", cpu.idle());
        number(json, "realtimeRuntime", cpu.realtimeRuntimeMicros());
        number(json, "realtimePeriod", cpu.realtimePeriodMicros());
        json.writeEndObject();
    }

    private static void blockIo(JsonGenerator json, BlockIo blockIo) throws IOException {
        if (blockIo.equals(BlockIo.NONE)) {
            return;
        }
        json.writeObjectFieldStart("blockIO");
        SpecWriter.number(json, "weight", blockIo.weight());
        SpecWriter.number(json, "leafWeight", blockIo.leafWeight());
        json.writeArrayFieldStart("weightDevice");
        for (DeviceWeight entry : blockIo.deviceWeights()) {
            json.writeStartObject();
            device(json, entry.device());
            SpecWriter.number(json, "weight", entry.weight());
            SpecWriter.number(json, "leafWeight", entry.leafWeight());
            json.writeEndObject();
        }
        json.writeEndArray();
        throttles(json, "throttleReadBpsDevice", blockIo.readBps());
        throttles(json, "throttleWriteBpsDevice", blockIo.writeBps());
        throttles(json, "throttleReadIOPSDevice", blockIo.readIops());
        throttles(json, "throttleWriteIOPSDevice", blockIo.writeIops());
        json.writeEndObject();
    }

    private static void throttles(JsonGenerator json, String name, List<Throttle> throttles) throws IOException {
        json.writeArrayFieldStart(name);
        for (Throttle throttle : throttles) {
            json.writeStartObject();
            device(json, throttle.device());
            json.writeNumberField("rate", throttle.rate());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void device(JsonGenerator json, BlockIo.Device device) throws IOException {
        json.writeNumberField("major", device.major());
        json.writeNumberField("minor", device.minor());
    }

    private static void hugepages(JsonGenerator json, List<HugepageLimit> limits) throws IOException {
        if (limits.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("hugepageLimits");
        for (HugepageLimit limit : limits) {
            json.writeStartObject();
            json.writeStringField("pageSize", limit.pageSize());
            json.writeNumberField("limit", limit.limitBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void network(JsonGenerator json, NetworkMarks network) throws IOException {
        if (network.equals(NetworkMarks.NONE)) {
            return;
        }
        json.writeObjectFieldStart("network");
        number(json, "classID", network.classId());
        json.writeArrayFieldStart("priorities");
        for (Map.Entry<String, Long> entry : new TreeMap<>(network.priorities()).entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", entry.getKey());
            json.writeNumberField("priority", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void rdma(JsonGenerator json, Map<String, RdmaLimit> rdma) throws IOException {
        if (rdma.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("rdma");
        for (Map.Entry<String, RdmaLimit> entry : new TreeMap<>(rdma).entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            number(json, "hcaHandles", entry.getValue().hcaHandles());
            number(json, "hcaObjects", entry.getValue().hcaObjects());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void devices(JsonGenerator json, List<DeviceRule> rules) throws IOException {
        json.writeArrayFieldStart("devices");
        for (DeviceRule rule : rules) {
            json.writeStartObject();
            json.writeBooleanField("allow", rule.allow());
            json.writeStringField("type", rule.type());
            number(json, "major", rule.major());
            number(json, "minor", rule.minor());
            json.writeStringField("access", rule.access());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        }
    }
}
