package shibafu.engine.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.OpReport;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.OpPhrase;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanText;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.LaunchTrace;
import shibafu.engine.state.StateException;
import shibafu.engine.state.StateLock;

/// Remembers how a start went, once nobody waits any more. That it can't is no reason to fail: the container runs.
record KeepLaunch(Parts parts) {
    /// One that has ended and removed itself by then is not remembered.
    void succeeded(ContainerId id, Plan plan, List<OpReport> reports) {
        Instant at = Instant.now();
        parts.later().atLeisure().execute(() -> saveUnlessGone(id, at, plan, reports));
    }

    /// Under the lock that its removal is done under: it may come at any time.
    @SuppressWarnings("try") // the lock is held, not used
    private void saveUnlessGone(ContainerId id, Instant at, Plan plan, List<OpReport> reports) {
        if (parts.states().find(id).isEmpty()) {
            return;
        }
        try (StateLock lock = parts.states().lock(id)) {
            if (parts.states().find(id).isPresent()) {
                save(trace(id, at, plan, reports, Optional.empty()));
            }
        } catch (StateException e) {
            Logger.info((Object) e.getMessage());
        }
    }

    void failed(ContainerId id, Plan plan, LaunchException failure) {
        Instant at = Instant.now();
        parts.later()
                .soon()
                .execute(() -> save(trace(
                        id,
                        at,
                        plan,
                        failure.reports(),
                        Optional.of(new LaunchTrace.Failure(failure.index(), String.valueOf(failure.getMessage()))))));
    }

    private void save(LaunchTrace trace) {
        try {
            parts.states().launches().save(trace);
        } catch (StateException e) {
            Logger.info((Object) e.getMessage());
        }
    }

    private static LaunchTrace trace(
            ContainerId id, Instant at, Plan plan, List<OpReport> reports, Optional<LaunchTrace.Failure> failure) {
        List<LaunchTrace.Op> ops = reports.stream()
                .filter(report -> report.index() < plan.ops().size())
                .map(report -> op(report, plan.ops().get(report.index())))
                .toList();
        return new LaunchTrace(id, at, plan.ops().size(), ops, failure);
    }

    private static LaunchTrace.Op op(OpReport report, Op op) {
        String[] words = PlanText.line(op).strip().split(" ", 2);
        return new LaunchTrace.Op(
                report.index(),
                words[0],
                words.length > 1 ? words[1] : "",
                OpPhrase.of(op),
                report.nanos(),
                report.errno());
    }
}
