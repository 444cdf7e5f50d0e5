package shibafu.engine.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageConfig;
import shibafu.engine.spec.HealthCheck;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;

/// What an image's configuration makes of a container's, where the user asks for nothing else (image-spec,
/// conversion.md).
public record ImageDefaults(Image image) {
    /// The annotation that tells which signal is to stop a container.
    public static final String STOP_SIGNAL = "org.opencontainers.image.stopSignal";

    static ImageDefaults of(Image image) {
        return new ImageDefaults(image);
    }

    Spec applyTo(Spec spec) {
        ImageConfig config = image.config();
        Spec changed = spec.process()
                .map(process -> spec.withProcess(process(process)))
                .orElse(spec);
        Map<String, String> annotations = new LinkedHashMap<>(changed.annotations());
        if (!config.stopSignal().isEmpty()) {
            annotations.put(STOP_SIGNAL, config.stopSignal());
        }
        config.healthcheck().ifPresent(check -> {
            if (!check.test().isEmpty()) {
                annotations.put(HealthCheck.ANNOTATION, check.text());
            }
        });
        return changed.withAnnotations(annotations);
    }

    private ProcessSpec process(ProcessSpec process) {
        ImageConfig config = image.config();
        Map<String, String> env = new LinkedHashMap<>();
        put(env, process.env());
        put(env, config.env());
        List<String> args = config.argsFor(List.of());
        ProcessSpec made = process.withEnv(env.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList())
                .withArgs(args.isEmpty() ? process.args() : args);
        if (!config.user().isEmpty()) {
            made = made.withUser(
                    ImageUser.resolve(image.rootfs(), config.user()).user());
        }
        return config.workingDir().isEmpty() ? made : made.withCwd(config.workingDir());
    }

    private static void put(Map<String, String> env, List<String> entries) {
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            env.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
    }
}
