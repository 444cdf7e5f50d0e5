package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.ProcessSpec;

/// A [ProcessConfig] put together field by field; each method returns the builder.
final class ProcessConfigBuilder {
    private Optional<ProcessSpec> spec = Optional.empty();
    private Stdio stdio = new Stdio.Inherit();
    private Streams streams = Streams.INHERIT;
    private boolean supervise = true;
    private boolean attached = true;
    private boolean init;
    private boolean pivot = true;
    private int preserveFds;
    private Map<String, String> subCgroups = Map.of();
    private boolean ignorePaused;
    private Optional<Path> pidfdSocket = Optional.empty();
    private boolean newKeyring = true;
    private boolean notifying;

    ProcessConfigBuilder() {}

    ProcessConfigBuilder(ProcessConfig from) {
        this.spec = from.spec();
        this.stdio = from.stdio();
        this.streams = from.streams();
        this.supervise = from.supervise();
        this.attached = from.attached();
        this.init = from.init();
        this.pivot = from.pivot();
        this.preserveFds = from.preserveFds();
        this.subCgroups = from.subCgroups();
        this.ignorePaused = from.ignorePaused();
        this.pidfdSocket = from.pidfdSocket();
        this.newKeyring = from.newKeyring();
        this.notifying = from.notifying();
    }

    ProcessConfigBuilder spec(Optional<ProcessSpec> value) {
        this.spec = value;
        return this;
    }

    ProcessConfigBuilder stdio(Stdio value) {
        this.stdio = value;
        return this;
    }

    ProcessConfigBuilder streams(Streams value) {
        this.streams = value;
        return this;
    }

    ProcessConfigBuilder supervise(boolean value) {
        this.supervise = value;
        return this;
    }

    ProcessConfigBuilder attached(boolean value) {
        this.attached = value;
        return this;
    }

    ProcessConfigBuilder init(boolean value) {
        this.init = value;
        return this;
    }

    ProcessConfigBuilder pivot(boolean value) {
        this.pivot = value;
        return this;
    }

    ProcessConfigBuilder preserveFds(int value) {
        this.preserveFds = value;
        return this;
    }

    ProcessConfigBuilder subCgroups(Map<String, String> value) {
        this.subCgroups = value;
        return this;
    }

    ProcessConfigBuilder ignorePaused(boolean value) {
        this.ignorePaused = value;
        return this;
    }

    ProcessConfigBuilder pidfdSocket(Optional<Path> value) {
        this.pidfdSocket = value;
        return this;
    }

    ProcessConfigBuilder newKeyring(boolean value) {
        this.newKeyring = value;
        return this;
    }

    ProcessConfigBuilder notifying(boolean value) {
        this.notifying = value;
        return this;
    }

    ProcessConfig build() {
        return new ProcessConfig(
                spec,
                stdio,
                streams,
                supervise,
                attached,
                init,
                pivot,
                preserveFds,
                subCgroups,
                ignorePaused,
                pidfdSocket,
                newKeyring,
                notifying);
    }
}
