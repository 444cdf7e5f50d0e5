package shibafu.engine.plan;

/// A plan as bytes; the package page holds the grammar.
@SuppressWarnings("DoNotCallSuggester")
public final class PlanWriter {
    private PlanWriter() {}

    /// @throws PlanException if the plan is larger than the stub accepts
    public static byte[] write(Plan plan) {
        throw new PlanException("write plan of " + plan.ops().size() + " operations: in the making");
    }
}
