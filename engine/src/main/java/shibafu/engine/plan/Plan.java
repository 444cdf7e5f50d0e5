package shibafu.engine.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Operations in the order in which they are carried out; the package page tells the sections.
///
/// One that is known by its bytes has its operations thought out only if somebody looks at them.
public final class Plan {
    private final List<String> warnings;
    private final Optional<byte[]> written;
    private final Supplier<List<Op>> source;
    private volatile Optional<List<Op>> ops;

    /// @param warnings what of the request has no effect on this host, for the log: OCI wants no error for it
    public Plan(List<Op> ops, List<String> warnings) {
        List<Op> all = List.copyOf(ops);
        this.ops = Optional.of(all);
        this.source = () -> all;
        this.warnings = List.copyOf(warnings);
        this.written = Optional.empty();
    }

    /// A plan that does all it was asked for.
    public Plan(List<Op> ops) {
        this(ops, List.of());
    }

    private Plan(byte[] written, List<String> warnings, Supplier<List<Op>> source) {
        this.written = Optional.of(written);
        this.warnings = List.copyOf(warnings);
        this.source = source;
        this.ops = Optional.empty();
    }

    /// A plan whose bytes are known.
    ///
    /// @param bytes as [PlanWriter] writes it; not to be changed any more
    /// @param source yields the same plan, at any later time
    public static Plan written(byte[] bytes, List<String> warnings, Supplier<Plan> source) {
        return new Plan(bytes, warnings, () -> source.get().ops());
    }

    public List<Op> ops() {
        Optional<List<Op>> known = ops;
        if (known.isEmpty()) {
            known = Optional.of(source.get());
            ops = known;
        }
        return known.get();
    }

    public List<String> warnings() {
        return warnings;
    }

    /// As it goes to the stub.
    ///
    /// @throws PlanException if the plan is larger than the stub accepts, or a string in it holds a zero byte
    public byte[] bytes() {
        return written.orElseGet(() -> PlanWriter.write(this));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan plan && ops().equals(plan.ops()) && warnings.equals(plan.warnings);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ops(), warnings);
    }

    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
