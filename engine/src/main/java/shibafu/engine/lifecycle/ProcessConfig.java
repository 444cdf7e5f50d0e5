package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.launch.Streams;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;

/// A process to run in a container: its first one, or one more.
///
/// @param spec who and what it is; absent: the container's own `process`
/// @param stdio how its standard streams are made
/// @param streams what they are inherited from where `stdio` inherits
/// @param supervise whether a supervisor stays with it (a container's first process, outside conmon)
/// @param attached whether the stub stays in the foreground until it ends, passing signals and terminal on
/// @param init whether a small init of ours is process 1, passing signals on and reaping orphans
/// @param pivot whether the root is changed by pivot_root(2); chroot(2) otherwise
/// @param preserveFds descriptors from 3 on that it keeps
/// @param subCgroups where below the container's cgroup one more process goes, by controller; the empty name is all
/// @param pidfdSocket an AF_UNIX socket that gets a pidfd of it
/// @param newKeyring whether the container gets a session keyring of its own, which its later processes join
/// @param notifying whether the container gets a socket by which it can tell that it is ready (sd_notify(3))
/// @param ignorePaused whether one more process may be made in a paused container; it starts when that is resumed
public record ProcessConfig(
        Optional<ProcessSpec> spec,
        Stdio stdio,
        Streams streams,
        boolean supervise,
        boolean attached,
        boolean init,
        boolean pivot,
        int preserveFds,
        Map<String, String> subCgroups,
        boolean ignorePaused,
        Optional<Path> pidfdSocket,
        boolean newKeyring,
        boolean notifying) {
    public ProcessConfig {
        subCgroups = Map.copyOf(subCgroups);
    }

    /// The container's own process, with the caller's standard streams.
    public static ProcessConfig main() {
        return new ProcessConfigBuilder().build();
    }

    /// A program with docker's usual identity and environment.
    public static ProcessConfig of(String program, String... arguments) {
        List<String> args = new ArrayList<>();
        args.add(program);
        args.addAll(List.of(arguments));
        return main().withSpec(DefaultSpec.process(args));
    }

    private ProcessConfigBuilder change() {
        return new ProcessConfigBuilder(this);
    }

    public ProcessConfig withSpec(ProcessSpec newSpec) {
        return change().spec(Optional.of(newSpec)).build();
    }

    /// The same, left to itself once it runs.
    public ProcessConfig detached() {
        return change().attached(false).build();
    }

    public ProcessConfig withStdio(Stdio newStdio) {
        return change().stdio(newStdio).build();
    }

    public ProcessConfig withStreams(Streams newStreams) {
        return change().streams(newStreams).build();
    }

    public ProcessConfig withSupervise(boolean newSupervise) {
        return change().supervise(newSupervise).build();
    }

    public ProcessConfig withInit(boolean newInit) {
        return change().init(newInit).build();
    }

    public ProcessConfig withPivot(boolean newPivot) {
        return change().pivot(newPivot).build();
    }

    public ProcessConfig withPreserveFds(int newPreserveFds) {
        return change().preserveFds(newPreserveFds).build();
    }

    public ProcessConfig withSubCgroups(Map<String, String> newSubCgroups) {
        return change().subCgroups(newSubCgroups).build();
    }

    public ProcessConfig withIgnorePaused(boolean newIgnorePaused) {
        return change().ignorePaused(newIgnorePaused).build();
    }

    public ProcessConfig withNewKeyring(boolean newNewKeyring) {
        return change().newKeyring(newNewKeyring).build();
    }

    public ProcessConfig withNotifying(boolean newNotifying) {
        return change().notifying(newNotifying).build();
    }

    public ProcessConfig withPidfdSocket(Optional<Path> newPidfdSocket) {
        return change().pidfdSocket(newPidfdSocket).build();
    }
}
