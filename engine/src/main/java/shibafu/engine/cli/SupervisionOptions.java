package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.CgroupDriver;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ImageDefaults;
import shibafu.engine.lifecycle.StartChoices;
import shibafu.engine.spec.LogLimits;
import shibafu.engine.spec.RestartPolicy;

/// Options that say what the supervisor of a detached container does, with docker's names.
final class SupervisionOptions {
    @Option(
            names = "--restart",
            paramLabel = "POLICY",
            description = "Run it again when it has ended: no, on-failure[:N], always, unless-stopped (no).")
    private Optional<String> restart = Optional.empty();

    @Option(
            names = "--log-driver",
            paramLabel = "DRIVER",
            description = "Where the output goes when it is detached: json-file, k8s-file or local for a file that "
                    + "'logs' shows, none (json-file).")
    private String logDriver = "json-file";

    @Option(
            names = "--log-opt",
            paramLabel = "KEY=VALUE",
            description = "max-size=SIZE: how large the log's file becomes; max-file=N: how many are kept (1).")
    private Map<String, String> logOptions = new TreeMap<>();

    @Option(
            names = "--stop-signal",
            paramLabel = "SIGNAL",
            description = "What 'stop' sends first (the image's, or TERM).")
    private Optional<String> stopSignal = Optional.empty();

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            description = "How long 'stop' waits before SIGKILL; -1 for no end (10).")
    private Optional<String> stopTimeout = Optional.empty();

    /// Refuses what only somebody who stays could do.
    void requireDetached(boolean detached) {
        if (!detached && restarts()) {
            throw new ShibafuException("--restart needs --detach: a container in the foreground ends with its process");
        }
    }

    /// Writes them down as annotations.
    ContainerConfig apply(ContainerConfig config) {
        if (restarts() && config.removeOnExit()) {
            throw new ShibafuException("--restart and --rm exclude each other");
        }
        if (restarts() && config.driver() == CgroupDriver.SYSTEMD) {
            throw new ShibafuException("--restart needs --cgroup-manager cgroupfs: systemd removes a scope at its end");
        }
        Map<String, String> annotations = new TreeMap<>(config.annotations());
        restart.ifPresent(policy -> annotations.put(RestartPolicy.ANNOTATION, policy));
        stopSignal.ifPresent(signal -> {
            if (SignalName.find(signal).isEmpty()) {
                throw new ShibafuException("--stop-signal " + signal + ": invalid signal");
            }
            annotations.put(ImageDefaults.STOP_SIGNAL, signal);
        });
        stopTimeout.ifPresent(seconds -> annotations.put(StartChoices.STOP_SECONDS, seconds));
        StartChoices.stopSeconds(annotations); // refuses what is none
        annotations.putAll(logLimits());
        return config.withSpec(config.spec().withAnnotations(annotations));
    }

    /// The log's file, or where what is written to it is lost.
    Path log(Path file) {
        return logs() ? file : Path.of("/dev/null");
    }

    boolean logs() {
        return switch (logDriver) {
            case "json-file", "k8s-file", "local" -> true;
            case "none" -> false;
            default ->
                throw new ShibafuException("--log-driver " + logDriver + ": want json-file, k8s-file, local or none");
        };
    }

    private Map<String, String> logLimits() {
        Map<String, String> limits = new TreeMap<>();
        logOptions.forEach((key, value) -> {
            switch (key) {
                case "max-size" -> limits.put(LogLimits.SIZE, Long.toString(ByteSize.parse(value)));
                case "max-file" -> limits.put(LogLimits.FILES, value);
                default -> throw new ShibafuException("--log-opt " + key + ": want max-size or max-file");
            }
        });
        if (!limits.isEmpty() && (!limits.containsKey(LogLimits.SIZE) || !logs())) {
            throw new ShibafuException(
                    logs() ? "--log-opt max-file needs max-size" : "--log-opt: driver none keeps no log");
        }
        LogLimits.of(limits); // refuses what is none
        return limits;
    }

    private boolean restarts() {
        return restart.map(RestartPolicy::parse)
                .filter(policy -> policy.kind() != RestartPolicy.Kind.NO)
                .isPresent();
    }
}
