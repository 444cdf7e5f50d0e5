package shibafu.engine.plan;

/// A plan as text, one line an operation, in the same words as the stub's `--print`.
public final class PlanText {
    private PlanText() {}

    /// All lines, each with its newline.
    public static String of(Plan plan) {
        StringBuilder text = new StringBuilder();
        plan.ops().forEach(op -> text.append(line(op)).append('\n'));
        return text.toString();
    }

    /// One line, without a newline.
    public static String line(Op op) {
        return op.toString();
    }
}
