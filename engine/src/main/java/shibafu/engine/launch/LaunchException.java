package shibafu.engine.launch;

import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.ControlOp;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.OpPhrase;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.ProcessOp;

/// A plan that could not be carried out: which operation, on what, why, and the likely cure.
public final class LaunchException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    /// Docker's exit codes for a container that could not be started.
    public static final int ENGINE_FAILED = 125;

    public static final int NOT_EXECUTABLE = 126;
    public static final int NOT_FOUND = 127;

    private final int index;
    private final int errno;
    private final int exitCode;
    private final transient List<OpReport> reports;

    private LaunchException(String message, int index, int errno, int exitCode, List<OpReport> reports) {
        super(message);
        this.index = index;
        this.errno = errno;
        this.exitCode = exitCode;
        this.reports = List.copyOf(reports);
    }

    static LaunchException failed(Plan plan, int index, int errno, String detail, List<OpReport> reports) {
        if (index < 0 || index >= plan.ops().size()) {
            String why = detail.isEmpty() ? Errno.of(errno).toString() : detail;
            return new LaunchException("carry out plan: " + why, index, errno, ENGINE_FAILED, reports);
        }
        Op op = plan.ops().get(index);
        Optional<LaunchException> program = programMissing(op, index, errno, reports);
        if (program.isPresent()) {
            return program.get();
        }
        if (op instanceof ProcessOp.Hook hook && !detail.isEmpty()) {
            String text = "error running " + hook.stage() + " hook #" + hook.number() + ": " + hook.path() + ": ";
            return new LaunchException(text + detail, index, errno, ENGINE_FAILED, reports);
        }
        if ((op instanceof HostOp.Restore || op instanceof ControlOp.RunProgram) && !detail.isEmpty()) {
            return new LaunchException(OpPhrase.of(op) + ": " + detail, index, errno, ENGINE_FAILED, reports);
        }
        StringBuilder text =
                new StringBuilder(where(plan, index, op)).append(": ").append(Errno.of(errno));
        if (!detail.isEmpty()) {
            text.append(", ").append(detail);
        }
        Diagnosis.of(op, errno).ifPresent(cure -> text.append("; ").append(cure));
        return new LaunchException(text.toString(), index, errno, ENGINE_FAILED, reports);
    }

    static LaunchException died(Plan plan, int index, int waitStatus, String detail, List<OpReport> reports) {
        String how = (waitStatus & 0x7f) == 0
                ? "exited with code " + ((waitStatus >> 8) & 0xff)
                : "was killed by signal " + (waitStatus & 0x7f);
        StringBuilder text =
                new StringBuilder("container's process ").append(how).append(" before it was ready");
        if (index >= 0 && index < plan.ops().size()) {
            text.append(", at ").append(where(plan, index, plan.ops().get(index)));
        }
        if (!detail.isEmpty()) {
            text.append(", ").append(detail);
        }
        if ((waitStatus & 0x7f) == 9) {
            text.append("; if it has a memory limit, the limit is too low for it to start: raise it");
        }
        return new LaunchException(text.toString(), index, 0, ENGINE_FAILED, reports);
    }

    /// The operation's place in the plan, from 0; -1 if none is to blame.
    public int index() {
        return index;
    }

    /// The kernel's error number, 0 if it gave none.
    public int errno() {
        return errno;
    }

    /// 125 for the engine's failures, 126 for a program that cannot be executed, 127 for one that is not there.
    public int exitCode() {
        return exitCode;
    }

    /// Every operation that was tried.
    public List<OpReport> reports() {
        return reports;
    }

    private static String where(Plan plan, int index, Op op) {
        return "op " + (index + 1) + " of " + plan.ops().size() + ": " + OpPhrase.of(op);
    }

    /// The words that podman, moby and cri-o look for when the program cannot be found.
    private static Optional<LaunchException> programMissing(Op op, int index, int errno, List<OpReport> reports) {
        if (!(op instanceof ProcessOp.FindProgram find)) {
            return Optional.empty();
        }
        String name = "unable to start container process: exec: \"" + find.name() + "\": ";
        return switch (Errno.of(errno).name()) {
            case "ENOENT", "ENOTDIR" -> {
                String why = find.name().contains("/")
                        ? "stat " + find.name() + ": no such file or directory; check the path inside the image"
                        : "executable file not found in $PATH; check the name, or give its path inside the image";
                yield Optional.of(new LaunchException(name + why, index, errno, NOT_FOUND, reports));
            }
            case "EACCES" ->
                Optional.of(new LaunchException(
                        name + "permission denied; make it an executable file (chmod +x)",
                        index,
                        errno,
                        NOT_EXECUTABLE,
                        reports));
            default -> Optional.empty();
        };
    }
}
