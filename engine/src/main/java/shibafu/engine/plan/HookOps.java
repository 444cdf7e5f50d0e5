package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.HookState;
import shibafu.engine.spec.Hooks;
import shibafu.engine.spec.Hooks.Hook;
import shibafu.engine.spec.Spec;

/// Hooks: whom they are run by, where, and what they are told.
final class HookOps {
    private HookOps() {}

    /// In the runtime's namespaces, while the process waits before its root is entered.
    static List<Op> meanwhile(CreateRequest r) {
        Hooks hooks = r.spec().hooks();
        if (!meets(hooks)) {
            return List.of();
        }
        List<Op> ops = new ArrayList<>();
        ops.add(new SectionOp.Meet());
        String bundle = r.bundle().toString();
        ops.addAll(stage("prestart", hooks.prestart(), r, "creating", bundle));
        ops.addAll(stage("createRuntime", hooks.createRuntime(), r, "creating", bundle));
        return ops;
    }

    /// In the container's namespaces, where the runtime's files are still in sight; in the root's directory, as runc.
    static List<Op> beforeRoot(CreateRequest r) {
        Hooks hooks = r.spec().hooks();
        List<Op> ops = new ArrayList<>();
        if (meets(hooks)) {
            ops.add(new ProcessOp.WaitMeet());
        }
        ops.addAll(stage("createContainer", hooks.createContainer(), r, "creating", "."));
        return ops;
    }

    /// In the container, with the program's environment where they have none of their own.
    static List<Op> beforeProgram(CreateRequest r) {
        if (r.spec().hooks().startContainer().isEmpty()) {
            return List.of();
        }
        List<String> environment = r.spec().process().stream()
                .flatMap(process -> ProgramOps.entries(process).stream())
                .toList();
        List<Hook> hooks = r.spec().hooks().startContainer().stream()
                .map(hook -> new Hook(
                        hook.path(), hook.args(), Optional.of(hook.env().orElse(environment)), hook.timeout()))
                .toList();
        return stage("startContainer", hooks, r, "created", "");
    }

    /// After the start, by who started it.
    static List<Op> afterStart(Spec spec, HookState state, int pid) {
        String text = state.whole("running", OptionalInt.of(pid));
        return stage("poststart", spec.hooks().poststart(), state, text, "");
    }

    /// After all is removed.
    static List<Op> afterStop(Spec spec, HookState state) {
        return stage("poststop", spec.hooks().poststop(), state, state.whole("stopped", OptionalInt.empty()), "");
    }

    static List<Op> afterStop(CreateRequest r) {
        return r.spec().hooks().poststop().isEmpty() ? List.of() : afterStop(r.spec(), state(r));
    }

    /// A program of ours that the supervisor runs at the end, in `/`: the bundle may be gone.
    static List<Op> atEnd(CreateRequest r, Hook hook) {
        return ops("network", List.of(hook), "/", state(r).whole("stopped", OptionalInt.empty()), "");
    }

    /// Whether some are run before the root is entered: they may join the mount namespace and mount something in it.
    static boolean lookAtRoot(Hooks hooks) {
        return meets(hooks) || !hooks.createContainer().isEmpty();
    }

    private static boolean meets(Hooks hooks) {
        return !hooks.prestart().isEmpty() || !hooks.createRuntime().isEmpty();
    }

    private static List<Op> stage(String stage, List<Hook> hooks, CreateRequest r, String status, String directory) {
        if (hooks.isEmpty()) {
            return List.of();
        }
        HookState state = state(r);
        return ops(stage, hooks, directory, state.beforePid(status), state.afterPid());
    }

    private static List<Op> stage(String stage, List<Hook> hooks, HookState state, String text, String rest) {
        return ops(stage, hooks, state.bundle(), text, rest);
    }

    private static List<Op> ops(String stage, List<Hook> hooks, String directory, String state, String rest) {
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            ops.add(new ProcessOp.Hook(
                    stage,
                    i,
                    hook.path(),
                    hook.args().isEmpty() ? List.of(hook.path()) : hook.args(),
                    hook.env().isEmpty(),
                    hook.env().orElse(List.of()),
                    hook.timeout().orElse(0),
                    directory,
                    state,
                    rest));
        }
        return ops;
    }

    private static HookState state(CreateRequest r) {
        Spec spec = r.spec();
        Path bundle = r.bundle();
        return new HookState(spec.ociVersion(), HostShareOps.id(r), bundle.toString(), spec.annotations());
    }
}
