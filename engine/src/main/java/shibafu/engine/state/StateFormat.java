package shibafu.engine.state;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.JsonRecord;

/// `state.json` and `exit.json` as bytes. Unknown fields are ignored; a later version of the form is refused.
final class StateFormat {
    private StateFormat() {}

    static byte[] write(ContainerState state) throws IOException {
        return JsonRecord.write(json -> {
            json.writeNumberField("version", ContainerState.VERSION);
            json.writeStringField("id", state.id().value());
            json.writeStringField("boot", BootId.NOW);
            json.writeStringField("ociVersion", state.ociVersion());
            json.writeStringField("created", state.created().toString());
            json.writeStringField("bundle", state.bundle().toString());
            json.writeStringField("rootfs", state.rootfs().toString());
            writeOptional(json, "image", state.image());
            writeOptional(json, "imageRootfs", state.imageRootfs().map(Path::toString));
            writeTexts(json, "command", state.command());
            writeProcess(json, "init", state.init());
            writeProcess(json, "supervisor", state.supervisor());
            writeProcess(json, "creator", state.creator());
            json.writeStringField("cgroupsPath", state.cgroupsPath());
            writeOptional(json, "scope", state.scope());
            json.writeBooleanField("terminal", state.terminal());
            json.writeBooleanField("removeOnExit", state.removeOnExit());
            json.writeBooleanField("pidNamespace", state.pidNamespace());
            json.writeBooleanField("sharesKeyring", state.sharesKeyring());
            writeOptional(json, "log", state.log().map(Path::toString));
            writeTexts(
                    json,
                    "ownedPaths",
                    state.ownedPaths().stream().map(Path::toString).toList());
            json.writeObjectFieldStart("annotations");
            for (Map.Entry<String, String> annotation : state.annotations().entrySet()) {
                json.writeStringField(annotation.getKey(), annotation.getValue());
            }
            json.writeEndObject();
        });
    }

    static ContainerState readState(byte[] bytes) throws IOException {
        JsonRecord json = JsonRecord.parse(bytes);
        long version = json.number("version");
        if (version != ContainerState.VERSION) {
            throw new IOException("it was written by another Shibafu (version %d of the record, this one knows %d)"
                    .formatted(version, ContainerState.VERSION));
        }
        try {
            ContainerState state = new ContainerState(
                    new ContainerId(json.text("id")),
                    json.text("ociVersion"),
                    Instant.parse(json.text("created")),
                    Path.of(json.text("bundle")),
                    Path.of(json.text("rootfs")),
                    json.optionalText("image"),
                    json.optionalText("imageRootfs").map(Path::of),
                    json.texts("command"),
                    readProcess(json.record("init")),
                    readProcess(json.record("supervisor")),
                    readProcess(json.record("creator")),
                    json.text("cgroupsPath"),
                    json.optionalText("scope"),
                    json.flag("terminal"),
                    json.flag("removeOnExit"),
                    json.flag("pidNamespace"),
                    json.optionalFlag("sharesKeyring"),
                    json.optionalText("log").map(Path::of),
                    json.texts("ownedPaths").stream().map(Path::of).toList(),
                    json.textMap("annotations"));
            return BootId.settle(state, json.optionalText("boot").orElse(""));
        } catch (StateException | DateTimeException | InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    static ExitRecord readExit(byte[] bytes) throws IOException {
        JsonRecord json = JsonRecord.parse(bytes);
        try {
            return new ExitRecord(
                    json.smallNumber("exitCode"),
                    json.smallNumber("signal"),
                    Instant.parse(json.text("finishedAt")),
                    json.flag("oomKilled"),
                    json.number("oomKills"));
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void writeProcess(JsonGenerator json, String name, ProcessRef process) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("pid", process.pid());
        json.writeNumberField("startTime", process.startTime());
        json.writeEndObject();
    }

    private static ProcessRef readProcess(JsonRecord json) throws IOException {
        return new ProcessRef(json.smallNumber("pid"), json.number("startTime"));
    }
}
