package shibafu.engine.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import shibafu.engine.disk.JsonRecord;

/// An instruction of a Dockerfile that changes how an image is to be run, such as `CMD ["/bin/sh"]`, `ENV A=b` or
/// `USER 1000`.
public final class ConfigChange {
    private ConfigChange() {}

    /// @throws ImageException if it is none
    public static ImageConfig apply(ImageConfig config, String instruction) {
        String[] parts = instruction.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new ImageException("invalid change: " + Quoted.of(instruction) + ": write INSTRUCTION VALUE");
        }
        String value = parts[1];
        return switch (parts[0].toUpperCase(Locale.ROOT)) {
            case "CMD" -> config.withCommand(config.entrypoint(), words(value));
            case "ENTRYPOINT" -> config.withCommand(words(value), List.of());
            case "ENV" -> config.withEnv(env(config.env(), pair(value)));
            case "USER" -> config.withUser(value);
            case "WORKDIR" -> config.withWorkingDir(value);
            case "STOPSIGNAL" -> config.withStopSignal(value);
            case "LABEL" -> {
                Map<String, String> labels = new LinkedHashMap<>(config.labels());
                labels.put(pair(value).getFirst(), pair(value).getLast());
                yield config.withLabels(labels);
            }
            case "EXPOSE" ->
                config.withPlaces(
                        config.volumes(), more(config.exposedPorts(), value.contains("/") ? value : value + "/tcp"));
            case "VOLUME" -> config.withPlaces(more(config.volumes(), value), config.exposedPorts());
            default ->
                throw new ImageException("invalid change: " + Quoted.of(instruction)
                        + ": known are CMD, ENTRYPOINT, ENV, EXPOSE, LABEL, STOPSIGNAL, USER, VOLUME and WORKDIR");
        };
    }

    /// The variables with another, which replaces that of its name.
    public static List<String> env(List<String> env, List<String> pair) {
        List<String> changed = new ArrayList<>(env);
        changed.removeIf(entry -> entry.startsWith(pair.getFirst() + "="));
        changed.add(pair.getFirst() + "=" + pair.getLast());
        return changed;
    }

    private static List<String> more(List<String> all, String one) {
        List<String> changed = new ArrayList<>(all);
        changed.remove(one);
        changed.add(one);
        return changed;
    }

    /// A JSON list of words, or a line for the shell.
    private static List<String> words(String value) {
        if (!value.startsWith("[")) {
            return List.of("/bin/sh", "-c", value);
        }
        try {
            return JsonRecord.parse(("{\"words\":" + value + "}").getBytes(StandardCharsets.UTF_8))
                    .texts("words");
        } catch (IOException e) {
            throw new ImageException("invalid change: " + Quoted.of(value) + " is no list of words", e);
        }
    }

    private static List<String> pair(String value) {
        int at = value.indexOf('=') > 0 ? value.indexOf('=') : value.indexOf(' ');
        if (at < 1) {
            throw new ImageException("invalid change: " + Quoted.of(value) + " is not NAME=VALUE");
        }
        String text = value.substring(at + 1).strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return List.of(value.substring(0, at), quoted ? text.substring(1, text.length() - 1) : text);
    }
}
