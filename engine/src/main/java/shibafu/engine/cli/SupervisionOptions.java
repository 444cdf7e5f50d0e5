package shibafu.engine.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.CgroupDriver;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.spec.RestartPolicy;

/// Options that say what the supervisor of a detached container does, with docker's names.
final class SupervisionOptions {
    @Option(
            names = "--restart",
            paramLabel = "POLICY",
            description = "Run it again when it has ended: no, on-failure[:N], always, unless-stopped (no).")
    private Optional<String> restart = Optional.empty();

    /// Refuses what only somebody who stays could do.
    void requireDetached(boolean detached) {
        if (!detached && restarts()) {
            throw new ShibafuException("--restart needs --detach: a container in the foreground ends with its process");
        }
    }

    /// Writes them down as annotations.
    ContainerConfig apply(ContainerConfig config) {
        if (restart.isEmpty()) {
            return config;
        }
        if (restarts() && config.removeOnExit()) {
            throw new ShibafuException("--restart and --rm exclude each other");
        }
        if (restarts() && config.driver() == CgroupDriver.SYSTEMD) {
            throw new ShibafuException("--restart needs --cgroup-manager cgroupfs: systemd removes a scope at its end");
        }
        Map<String, String> annotations = new TreeMap<>(config.annotations());
        annotations.put(RestartPolicy.ANNOTATION, restart.get());
        return config.withSpec(config.spec().withAnnotations(annotations));
    }

    private boolean restarts() {
        return restart.map(RestartPolicy::parse)
                .filter(policy -> policy.kind() != RestartPolicy.Kind.NO)
                .isPresent();
    }
}
