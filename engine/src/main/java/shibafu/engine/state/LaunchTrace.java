package shibafu.engine.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How the last start of a container went, operation by operation.
///
/// @param at when it had been carried out, or had failed
/// @param planned operations of the plan, those among them that come after the start
/// @param ops those that were tried, in the order of the plan: up to the wait for the start, or to the one that failed
/// @param failure present if the start failed
public record LaunchTrace(ContainerId id, Instant at, int planned, List<Op> ops, Optional<Failure> failure) {
    public LaunchTrace {
        ops = List.copyOf(ops);
    }

    /// One operation.
    ///
    /// @param index its place in the plan, from 0
    /// @param kind its name, such as `mount`
    /// @param fields its fields as `shibafu plan` prints them, such as `type=proc destination=/proc`
    /// @param phrase the same for people, such as `mount proc on /proc`
    /// @param nanos time spent in it
    /// @param errno 0 if it went well
    public record Op(int index, String kind, String fields, String phrase, long nanos, int errno) {}

    /// Why a start failed.
    ///
    /// @param index of the operation to blame; -1 if none is
    /// @param why the whole sentence: the operation, its cause, and the cure where one is known
    public record Failure(int index, String why) {}

    /// Time spent in all operations together.
    public long totalNanos() {
        return ops.stream().mapToLong(Op::nanos).sum();
    }

    /// The operation that took the longest.
    public Optional<Op> slowest() {
        return ops.stream().max(Comparator.comparingLong(Op::nanos));
    }

    /// Whether an operation is the one that failed.
    public boolean failed(Op op) {
        return failure.filter(found -> found.index() == op.index()).isPresent();
    }
}
