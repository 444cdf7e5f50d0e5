package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.ConsoleSize;
import shibafu.engine.spec.Spec.Rlimit;
import shibafu.engine.spec.Spec.User;

/// The process to run: config.json's `process`, or one more for `exec`.
///
/// @param args the program and its arguments
/// @param env `NAME=value`; of two with one name the last counts
/// @param cwd absolute, inside the root
public record ProcessSpec(
        boolean terminal,
        Optional<ConsoleSize> consoleSize,
        User user,
        List<String> args,
        List<String> env,
        String cwd,
        Optional<Capabilities> capabilities,
        List<Rlimit> rlimits,
        boolean noNewPrivileges,
        OptionalInt oomScoreAdj,
        SecurityLabels labels,
        Scheduling scheduling) {
    public ProcessSpec {
        args = List.copyOf(args);
        env = List.copyOf(env);
        rlimits = List.copyOf(rlimits);
    }

    private ProcessSpecBuilder change() {
        return new ProcessSpecBuilder(this);
    }

    public ProcessSpec withTerminal(boolean newTerminal) {
        return change().terminal(newTerminal).build();
    }

    public ProcessSpec withUser(User newUser) {
        return change().user(newUser).build();
    }

    public ProcessSpec withArgs(List<String> newArgs) {
        return change().args(newArgs).build();
    }

    public ProcessSpec withEnv(List<String> newEnv) {
        return change().env(newEnv).build();
    }

    public ProcessSpec withCwd(String newCwd) {
        return change().cwd(newCwd).build();
    }

    public ProcessSpec withCapabilities(Optional<Capabilities> newCapabilities) {
        return change().capabilities(newCapabilities).build();
    }

    public ProcessSpec withRlimits(List<Rlimit> newRlimits) {
        return change().rlimits(newRlimits).build();
    }

    public ProcessSpec withNoNewPrivileges(boolean newNoNewPrivileges) {
        return change().noNewPrivileges(newNoNewPrivileges).build();
    }

    public ProcessSpec withOomScoreAdj(OptionalInt newOomScoreAdj) {
        return change().oomScoreAdj(newOomScoreAdj).build();
    }

    public ProcessSpec withLabels(SecurityLabels newLabels) {
        return change().labels(newLabels).build();
    }

    public ProcessSpec withScheduling(Scheduling newScheduling) {
        return change().scheduling(newScheduling).build();
    }
}
