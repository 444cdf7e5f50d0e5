package shibafu.engine.image;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.spec.HealthCheck;

/// What an image says about how it is to be run: the `config` object of image-spec's config.md, and docker's health
/// check beside it.
///
/// @param entrypoint stands before every command
/// @param command runs, after the entrypoint, when the user names none
/// @param env `NAME=value` each
/// @param user as `--user` takes it; empty for root
/// @param workingDir absolute; empty for `/`
/// @param volumes directories that are to be volumes
/// @param exposedPorts `PORT/PROTOCOL` each
/// @param stopSignal such as `SIGQUIT`; empty for SIGTERM
public record ImageConfig(
        List<String> entrypoint,
        List<String> command,
        List<String> env,
        String user,
        String workingDir,
        List<String> volumes,
        List<String> exposedPorts,
        String stopSignal,
        Map<String, String> labels,
        Optional<HealthCheck> healthcheck) {

    /// All that [#write] writes.
    static final Set<String> FIELDS = Set.of(
            "Entrypoint",
            "Cmd",
            "Env",
            "User",
            "WorkingDir",
            "Volumes",
            "ExposedPorts",
            "StopSignal",
            "Labels",
            "Healthcheck");

    /// Of an image that says nothing.
    public static final ImageConfig NONE = new ImageConfig(
            List.of(), List.of(), List.of(), "", "", List.of(), List.of(), "", Map.of(), Optional.empty());

    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        env = List.copyOf(env);
        volumes = List.copyOf(volumes);
        exposedPorts = List.copyOf(exposedPorts);
        labels = Map.copyOf(labels);
    }

    /// What to run: the entrypoint, then the user's command or else the image's own.
    ///
    /// @param wanted the user's; may be empty
    /// @return empty if neither names a program
    public List<String> argsFor(List<String> wanted) {
        List<String> args = new ArrayList<>(entrypoint);
        args.addAll(wanted.isEmpty() ? command : wanted);
        return args;
    }

    /// The same with another program and arguments.
    public ImageConfig withCommand(List<String> program, List<String> arguments) {
        return new ImageConfig(
                program, arguments, env, user, workingDir, volumes, exposedPorts, stopSignal, labels, healthcheck);
    }

    public ImageConfig withEnv(List<String> newEnv) {
        return new ImageConfig(
                entrypoint, command, newEnv, user, workingDir, volumes, exposedPorts, stopSignal, labels, healthcheck);
    }

    public ImageConfig withUser(String newUser) {
        return new ImageConfig(
                entrypoint, command, env, newUser, workingDir, volumes, exposedPorts, stopSignal, labels, healthcheck);
    }

    public ImageConfig withWorkingDir(String directory) {
        return new ImageConfig(
                entrypoint, command, env, user, directory, volumes, exposedPorts, stopSignal, labels, healthcheck);
    }

    ImageConfig withStopSignal(String signal) {
        return new ImageConfig(
                entrypoint, command, env, user, workingDir, volumes, exposedPorts, signal, labels, healthcheck);
    }

    ImageConfig withLabels(Map<String, String> newLabels) {
        return new ImageConfig(
                entrypoint, command, env, user, workingDir, volumes, exposedPorts, stopSignal, newLabels, healthcheck);
    }

    ImageConfig withPlaces(List<String> newVolumes, List<String> newPorts) {
        return new ImageConfig(
                entrypoint, command, env, user, workingDir, newVolumes, newPorts, stopSignal, labels, healthcheck);
    }

    /// Reads the object as an image or [#write] has it.
    ///
    /// @throws IOException if a field is of the wrong type or makes no sense
    static ImageConfig read(JsonRecord json) throws IOException {
        Optional<JsonRecord> health = json.optionalRecord("Healthcheck");
        List<String> env = json.optionalTexts("Env");
        for (String entry : env) {
            if (entry.indexOf('=') < 1) {
                throw new IOException("variable " + Quoted.of(entry) + " of its configuration is not NAME=VALUE");
            }
        }
        String workingDir = json.optionalText("WorkingDir").orElse("");
        return new ImageConfig(
                json.optionalTexts("Entrypoint"),
                json.optionalTexts("Cmd"),
                env,
                json.optionalText("User").orElse(""),
                workingDir.isEmpty() || workingDir.startsWith("/") ? workingDir : "/" + workingDir,
                json.optionalNames("Volumes"),
                json.optionalNames("ExposedPorts"),
                json.optionalText("StopSignal").orElse(""),
                json.optionalTextMap("Labels"),
                health.isPresent() ? Optional.of(readHealth(health.get())) : Optional.empty());
    }

    private static HealthCheck readHealth(JsonRecord json) throws IOException {
        return new HealthCheck(
                json.optionalTexts("Test"),
                Duration.ofNanos(json.optionalNumber("Interval")),
                Duration.ofNanos(json.optionalNumber("Timeout")),
                Duration.ofNanos(json.optionalNumber("StartPeriod")),
                Duration.ofNanos(json.optionalNumber("StartInterval")),
                Math.clamp(json.optionalNumber("Retries"), 0, Integer.MAX_VALUE));
    }

    /// Writes the fields; the braces are there already.
    void write(JsonGenerator json) throws IOException {
        writeList(json, "Entrypoint", entrypoint);
        writeList(json, "Cmd", command);
        writeList(json, "Env", env);
        writeText(json, "User", user);
        writeText(json, "WorkingDir", workingDir);
        writeSet(json, "Volumes", volumes);
        writeSet(json, "ExposedPorts", exposedPorts);
        writeText(json, "StopSignal", stopSignal);
        if (!labels.isEmpty()) {
            json.writeObjectFieldStart("Labels");
            for (Map.Entry<String, String> label : labels.entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
        if (healthcheck.isPresent()) {
            json.writeObjectFieldStart("Healthcheck");
            writeList(json, "Test", healthcheck.get().test());
            json.writeNumberField("Interval", healthcheck.get().interval().toNanos());
            json.writeNumberField("Timeout", healthcheck.get().timeout().toNanos());
            json.writeNumberField("StartPeriod", healthcheck.get().startPeriod().toNanos());
            json.writeNumberField(
                    "StartInterval", healthcheck.get().startInterval().toNanos());
            json.writeNumberField("Retries", healthcheck.get().retries());
            json.writeEndObject();
        }
    }

    private static void writeText(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void writeList(JsonGenerator json, String name, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeFieldName(name);
            json.writeArray(texts.toArray(new String[0]), 0, texts.size());
        }
    }

    private static void writeSet(JsonGenerator json, String name, List<String> names) throws IOException {
        if (!names.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (String entry : names) {
                json.writeObjectFieldStart(entry);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }
}
