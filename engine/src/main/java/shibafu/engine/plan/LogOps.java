package shibafu.engine.plan;

import java.util.List;
import shibafu.engine.spec.LogLimits;

/// What keeps the supervisor's log from growing.
final class LogOps {
    private LogOps() {}

    static List<Op> rotation(CreateRequest r) {
        return isLogged(r.stdio())
                ? LogLimits.of(r.spec().annotations())
                        .<List<Op>>map(limits -> List.of(new HostOp.LogRotation(limits.sizeBytes(), limits.files())))
                        .orElse(List.of())
                : List.of();
    }

    private static boolean isLogged(Stdio stdio) {
        return switch (stdio) {
            case Stdio.Inherit ignored -> false;
            case Stdio.Log ignored -> true;
            case Stdio.Files ignored -> false;
            case Stdio.Terminal terminal -> terminal.log().isPresent();
        };
    }
}
