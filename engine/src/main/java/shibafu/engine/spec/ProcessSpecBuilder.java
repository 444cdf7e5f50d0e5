package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.ConsoleSize;
import shibafu.engine.spec.Spec.Rlimit;
import shibafu.engine.spec.Spec.User;

/// A [ProcessSpec] with one part changed; each method returns the builder.
final class ProcessSpecBuilder {
    private boolean terminal;
    private Optional<ConsoleSize> consoleSize;
    private User user;
    private List<String> args;
    private List<String> env;
    private String cwd;
    private Optional<Capabilities> capabilities;
    private List<Rlimit> rlimits;
    private boolean noNewPrivileges;
    private OptionalInt oomScoreAdj;
    private SecurityLabels labels;
    private Scheduling scheduling;

    ProcessSpecBuilder(ProcessSpec from) {
        this.terminal = from.terminal();
        this.consoleSize = from.consoleSize();
        this.user = from.user();
        this.args = from.args();
        this.env = from.env();
        this.cwd = from.cwd();
        this.capabilities = from.capabilities();
        this.rlimits = from.rlimits();
        this.noNewPrivileges = from.noNewPrivileges();
        this.oomScoreAdj = from.oomScoreAdj();
        this.labels = from.labels();
        this.scheduling = from.scheduling();
    }

    ProcessSpecBuilder terminal(boolean value) {
        this.terminal = value;
        return this;
    }

    ProcessSpecBuilder consoleSize(Optional<ConsoleSize> value) {
        this.consoleSize = value;
        return this;
    }

    ProcessSpecBuilder user(User value) {
        this.user = value;
        return this;
    }

    ProcessSpecBuilder args(List<String> value) {
        this.args = value;
        return this;
    }

    ProcessSpecBuilder env(List<String> value) {
        this.env = value;
        return this;
    }

    ProcessSpecBuilder cwd(String value) {
        this.cwd = value;
        return this;
    }

    ProcessSpecBuilder capabilities(Optional<Capabilities> value) {
        this.capabilities = value;
        return this;
    }

    ProcessSpecBuilder rlimits(List<Rlimit> value) {
        this.rlimits = value;
        return this;
    }

    ProcessSpecBuilder noNewPrivileges(boolean value) {
        this.noNewPrivileges = value;
        return this;
    }

    ProcessSpecBuilder oomScoreAdj(OptionalInt value) {
        this.oomScoreAdj = value;
        return this;
    }

    ProcessSpecBuilder labels(SecurityLabels value) {
        this.labels = value;
        return this;
    }

    ProcessSpecBuilder scheduling(Scheduling value) {
        this.scheduling = value;
        return this;
    }

    ProcessSpec build() {
        return new ProcessSpec(
                terminal,
                consoleSize,
                user,
                args,
                env,
                cwd,
                capabilities,
                rlimits,
                noNewPrivileges,
                oomScoreAdj,
                labels,
                scheduling);
    }
}
