package shibafu.engine.lifecycle;

import java.util.ArrayList;
import java.util.List;
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
public record ProcessConfig(
        Optional<ProcessSpec> spec,
        Stdio stdio,
        Streams streams,
        boolean supervise,
        boolean attached,
        boolean init,
        boolean pivot,
        int preserveFds) {

    /// The container's own process, with the caller's standard streams.
    public static ProcessConfig main() {
        return new ProcessConfig(Optional.empty(), new Stdio.Inherit(), Streams.INHERIT, true, true, false, true, 0);
    }

    /// A program with docker's usual identity and environment.
    public static ProcessConfig of(String program, String... arguments) {
        List<String> args = new ArrayList<>();
        args.add(program);
        args.addAll(List.of(arguments));
        return main().withSpec(DefaultSpec.process(args));
    }

    public ProcessConfig withSpec(ProcessSpec newSpec) {
        return new ProcessConfig(Optional.of(newSpec), stdio, streams, supervise, attached, init, pivot, preserveFds);
    }

    public ProcessConfig withStdio(Stdio newStdio) {
        return new ProcessConfig(spec, newStdio, streams, supervise, attached, init, pivot, preserveFds);
    }

    public ProcessConfig withStreams(Streams newStreams) {
        return new ProcessConfig(spec, stdio, newStreams, supervise, attached, init, pivot, preserveFds);
    }

    public ProcessConfig withSupervise(boolean newSupervise) {
        return new ProcessConfig(spec, stdio, streams, newSupervise, attached, init, pivot, preserveFds);
    }

    /// The same, left to itself once it runs.
    public ProcessConfig detached() {
        return new ProcessConfig(spec, stdio, streams, supervise, false, init, pivot, preserveFds);
    }

    public ProcessConfig withInit(boolean newInit) {
        return new ProcessConfig(spec, stdio, streams, supervise, attached, newInit, pivot, preserveFds);
    }

    public ProcessConfig withPivot(boolean newPivot) {
        return new ProcessConfig(spec, stdio, streams, supervise, attached, init, newPivot, preserveFds);
    }

    public ProcessConfig withPreserveFds(int descriptors) {
        return new ProcessConfig(spec, stdio, streams, supervise, attached, init, pivot, descriptors);
    }
}
