package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Hooks;
import shibafu.engine.spec.RestartPolicy;
import shibafu.engine.spec.SpecProblem;

/// What makes the supervisor run the container again.
final class RestartOps {
    private RestartOps() {}

    /// Its files stand beside the one that tells how the container ended.
    static List<Op> again(CreateRequest r) {
        Optional<RestartPolicy> policy = RestartPolicy.of(r.spec().annotations());
        Optional<Path> exit = r.exit().exitFile();
        return policy.isEmpty() || exit.isEmpty()
                ? List.of()
                : List.of(new HostOp.Restart(
                        policy.get().kind() == RestartPolicy.Kind.ON_FAILURE,
                        policy.get().limit(),
                        exit.get().resolveSibling("stopping").toString(),
                        exit.get().resolveSibling("restarts").toString()));
    }

    /// Hooks are the caller's, who has gone; so are its streams and the sockets that it listens on.
    static List<SpecProblem> problems(CreateRequest r) {
        List<SpecProblem> problems = new ArrayList<>();
        if (again(r).isEmpty()) {
            return problems;
        }
        String where = "/annotations/" + RestartPolicy.ANNOTATION;
        if (!r.spec().hooks().equals(Hooks.NONE)) {
            problems.add(new SpecProblem(where, "a container with hooks cannot be restarted"));
        }
        if (!outlivesItsCaller(r.stdio()) || r.pidfdSocket().isPresent()) {
            problems.add(new SpecProblem(where, "only a detached container can be restarted"));
        }
        if (r.exit().forget().isPresent()) {
            problems.add(new SpecProblem(where, "a container that removes itself cannot be restarted"));
        }
        return problems;
    }

    private static boolean outlivesItsCaller(Stdio stdio) {
        return switch (stdio) {
            case Stdio.Inherit ignored -> false;
            case Stdio.Log ignored -> true;
            case Stdio.Files ignored -> true;
            case Stdio.Terminal terminal -> terminal.log().isPresent();
        };
    }
}
