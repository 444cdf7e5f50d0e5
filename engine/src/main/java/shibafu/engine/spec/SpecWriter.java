package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.ConsoleSize;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Rlimit;

/// Writes a configuration as config.json, so that [SpecReader#readStored] makes the same record of it again.
public final class SpecWriter {
    private SpecWriter() {}

    /// UTF-8, a tab for each level, a newline at the end.
    public static byte[] write(Spec spec) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out).setPrettyPrinter(GoLayout.indentedBy("\t"))) {
            json.writeStartObject();
            json.writeStringField("ociVersion", spec.ociVersion());
            if (spec.process().isPresent()) {
                json.writeFieldName("process");
                process(json, spec.process().get());
            }
            root(json, spec);
            text(json, "hostname", spec.hostname());
            text(json, "domainname", spec.domainname());
            json.writeArrayFieldStart("mounts");
            for (MountSpec mount : spec.mounts()) {
                mount(json, mount);
            }
            json.writeEndArray();
            HooksWriter.write(json, spec.hooks());
            LinuxWriter.write(json, spec.linux());
            textMap(json, "annotations", spec.annotations());
            overlay(json, spec);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array refuses nothing
        }
        return out.toByteArray();
    }

    private static void root(JsonGenerator json, Spec spec) throws IOException {
        json.writeObjectFieldStart("root");
        json.writeStringField("path", spec.root().path());
        json.writeBooleanField("readonly", spec.root().readonly());
        json.writeEndObject();
    }

    private static void overlay(JsonGenerator json, Spec spec) throws IOException {
        if (spec.root().overlay().isPresent()) {
            Spec.Overlay overlay = spec.root().overlay().get();
            json.writeObjectFieldStart(SpecReader.EXTENSION);
            texts(json, "lower", overlay.lower());
            json.writeStringField("upper", overlay.upper());
            json.writeStringField("work", overlay.work());
            text(json, "server", overlay.server());
            json.writeEndObject();
        }
    }

    private static void mount(JsonGenerator json, MountSpec mount) throws IOException {
        json.writeStartObject();
        json.writeStringField("destination", mount.destination());
        text(json, "type", Optional.of(mount.type()).filter(type -> !type.isEmpty()));
        text(json, "source", Optional.of(mount.source()).filter(source -> !source.isEmpty()));
        texts(json, "options", mount.options());
        if (!mount.uidMappings().isEmpty() || !mount.gidMappings().isEmpty()) {
            LinuxWriter.mappings(json, "uidMappings", mount.uidMappings());
            LinuxWriter.mappings(json, "gidMappings", mount.gidMappings());
        }
        json.writeEndObject();
    }

    private static void process(JsonGenerator json, ProcessSpec process) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("terminal", process.terminal());
        if (process.consoleSize().isPresent()) {
            ConsoleSize size = process.consoleSize().get();
            json.writeObjectFieldStart("consoleSize");
            json.writeNumberField("height", size.height());
            json.writeNumberField("width", size.width());
            json.writeEndObject();
        }
        user(json, process.user());
        texts(json, "args", process.args());
        texts(json, "env", process.env());
        json.writeStringField("cwd", process.cwd());
        if (process.capabilities().isPresent()) {
            capabilities(json, process.capabilities().get());
        }
        json.writeArrayFieldStart("rlimits");
        for (Rlimit limit : process.rlimits()) {
            json.writeStartObject();
            json.writeStringField("type", limit.type());
            json.writeFieldName("hard");
            json.writeNumber(Long.toUnsignedString(limit.hard()));
            json.writeFieldName("soft");
            json.writeNumber(Long.toUnsignedString(limit.soft()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("noNewPrivileges", process.noNewPrivileges());
        number(json, "oomScoreAdj", process.oomScoreAdj());
        text(json, "apparmorProfile", process.labels().apparmorProfile());
        text(json, "selinuxLabel", process.labels().selinuxLabel());
        SchedulingWriter.write(json, process.scheduling());
        json.writeEndObject();
    }

    private static void user(JsonGenerator json, Spec.User user) throws IOException {
        json.writeObjectFieldStart("user");
        json.writeNumberField("uid", Integer.toUnsignedLong(user.uid()));
        json.writeNumberField("gid", Integer.toUnsignedLong(user.gid()));
        number(json, "umask", user.umask());
        if (!user.additionalGids().isEmpty()) {
            json.writeArrayFieldStart("additionalGids");
            for (int gid : user.additionalGids()) {
                json.writeNumber(Integer.toUnsignedLong(gid));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void capabilities(JsonGenerator json, Capabilities sets) throws IOException {
        json.writeObjectFieldStart("capabilities");
        texts(json, "bounding", sets.bounding());
        texts(json, "effective", sets.effective());
        texts(json, "inheritable", sets.inheritable());
        texts(json, "permitted", sets.permitted());
        texts(json, "ambient", sets.ambient());
        json.writeEndObject();
    }

    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    static void number(JsonGenerator json, String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsInt());
        }
    }

    static void texts(JsonGenerator json, String name, Collection<String> values) throws IOException {
        if (!values.isEmpty()) {
            allTexts(json, name, values);
        }
    }

    /// Also where there are none: an empty list is not the same as no list.
    static void allTexts(JsonGenerator json, String name, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : List.copyOf(values)) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /// In order of names, so that the same spec makes the same file.
    static void textMap(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
