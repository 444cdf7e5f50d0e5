package shibafu.engine.spec;

import java.util.List;
import java.util.stream.Collectors;
import shibafu.engine.ShibafuException;

/// A configuration that cannot be used, with all its problems at once.
public final class SpecException extends ShibafuException {
    private static final long serialVersionUID = 1L;

    private final transient List<SpecProblem> problems;

    /// @param source what was read: a file's path, or words for it
    public SpecException(String source, List<SpecProblem> problems) {
        super(source + " is invalid: "
                + problems.stream().map(SpecProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /// It could not even be read.
    public SpecException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of(new SpecProblem("", message));
    }

    public List<SpecProblem> problems() {
        return problems;
    }
}
