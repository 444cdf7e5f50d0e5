package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import shibafu.engine.spec.LinuxSpec.Device;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.TimeOffset;

/// Writes `linux`.
final class LinuxWriter {
    private LinuxWriter() {}

    static void write(JsonGenerator json, LinuxSpec linux) throws IOException {
        json.writeObjectFieldStart("linux");
        json.writeArrayFieldStart("namespaces");
        for (Namespace namespace : linux.namespaces()) {
            json.writeStartObject();
            json.writeStringField("type", namespace.type().ociName());
            SpecWriter.text(json, "path", namespace.path());
            json.writeEndObject();
        }
        json.writeEndArray();
        mappings(json, "uidMappings", linux.uidMappings());
        mappings(json, "gidMappings", linux.gidMappings());
        timeOffsets(json, linux.timeOffsets());
        devices(json, linux.devices());
        SpecWriter.text(json, "cgroupsPath", linux.cgroupsPath());
        SpecWriter.text(json, "rootfsPropagation", linux.rootfsPropagation());
        SpecWriter.text(json, "mountLabel", linux.mountLabel());
        SpecWriter.texts(json, "maskedPaths", linux.maskedPaths());
        SpecWriter.texts(json, "readonlyPaths", linux.readonlyPaths());
        SpecWriter.textMap(json, "sysctl", linux.sysctl());
        if (!linux.netDevices().isEmpty()) {
            netDevices(json, linux.netDevices());
        }
        if (linux.intelRdt().isPresent()) {
            intelRdt(json, linux.intelRdt().get());
        }
        if (linux.memoryPolicy().isPresent()) {
            MemoryPolicy policy = linux.memoryPolicy().get();
            json.writeObjectFieldStart("memoryPolicy");
            json.writeStringField("mode", policy.mode());
            SpecWriter.text(json, "nodes", policy.nodes());
            SpecWriter.texts(json, "flags", policy.flags());
            json.writeEndObject();
        }
        if (linux.personality().isPresent()) {
            json.writeObjectFieldStart("personality");
            json.writeStringField("domain", linux.personality().get().domain());
            SpecWriter.texts(json, "flags", linux.personality().get().flags());
            json.writeEndObject();
        }
        json.writeFieldName("resources");
        ResourcesWriter.write(json, linux.resources());
        if (linux.seccomp().isPresent()) {
            SeccompWriter.write(json, linux.seccomp().get());
        }
        json.writeEndObject();
    }

    private static void netDevices(JsonGenerator json, Map<String, NetDevice> devices) throws IOException {
        json.writeObjectFieldStart("netDevices");
        for (Map.Entry<String, NetDevice> device : new TreeMap<>(devices).entrySet()) {
            json.writeObjectFieldStart(device.getKey());
            SpecWriter.text(json, "name", device.getValue().name());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void intelRdt(JsonGenerator json, IntelRdt rdt) throws IOException {
        json.writeObjectFieldStart("intelRdt");
        SpecWriter.text(json, "closID", rdt.closId());
        SpecWriter.texts(json, "schemata", rdt.schemata());
        SpecWriter.text(json, "l3CacheSchema", rdt.l3CacheSchema());
        SpecWriter.text(json, "memBwSchema", rdt.memBwSchema());
        json.writeBooleanField("enableMonitoring", rdt.enableMonitoring());
        json.writeEndObject();
    }

    static void mappings(JsonGenerator json, String name, List<IdMapping> mappings) throws IOException {
        if (mappings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (IdMapping mapping : mappings) {
            json.writeStartObject();
            json.writeNumberField("containerID", mapping.containerId());
            json.writeNumberField("hostID", mapping.hostId());
            json.writeNumberField("size", mapping.size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void timeOffsets(JsonGenerator json, Map<String, TimeOffset> offsets) throws IOException {
        if (offsets.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("timeOffsets");
        for (Map.Entry<String, TimeOffset> offset : new TreeMap<>(offsets).entrySet()) {
            json.writeObjectFieldStart(offset.getKey());
            json.writeNumberField("secs", offset.getValue().secs());
            json.writeNumberField("nanosecs", offset.getValue().nanosecs());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void devices(JsonGenerator json, List<Device> devices) throws IOException {
        if (devices.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("devices");
        for (Device device : devices) {
            device(json, device);
        }
        json.writeEndArray();
    }

    private static void device(JsonGenerator json, Device device) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", device.path());
        json.writeStringField("type", device.type());
        json.writeNumberField("major", device.major());
        json.writeNumberField("minor", device.minor());
        SpecWriter.number(json, "fileMode", device.fileMode());
        id(json, "uid", device.uid());
        id(json, "gid", device.gid());
        json.writeEndObject();
    }

    private static void id(JsonGenerator json, String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, Integer.toUnsignedLong(value.getAsInt()));
        }
    }
}
