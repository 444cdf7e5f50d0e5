package shibafu.tui.limits;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.Limit;
import shibafu.tui.form.Amount;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Measure;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;

/// What a limit would do, judged in words by what the newest sample says.
///
/// @param bad whether something would be held back, reclaimed or killed
record LimitJudgement(String text, boolean bad) {

    /// @param field whose limit is looked at, staged or not
    static LimitJudgement of(LimitsForm form, LimitField field, Trace trace) {
        Optional<Sample> sample = trace.last();
        if (sample.isEmpty()) {
            return good("no sample of it yet");
        }
        OptionalLong staged = form.amount(field).value();
        Optional<Point> point = trace.newest();
        return switch (field.limit) {
            case MEMORY_MAX -> memory(form, sample.get(), staged);
            case MEMORY_HIGH -> high(sample.get(), staged);
            case SWAP_MAX -> swap(sample.get(), staged);
            case PIDS_MAX -> pids(sample.get(), staged);
            case CPU_QUOTA -> cpu(point, staged, form.periodMicros());
            case CPU_PERIOD -> good("a shorter period holds it back more often, but not so long; the share stays");
            case CPU_WEIGHT -> good("a share against its neighbours, when all want the CPU: twice as much gets twice");
            case READ_BYTES, WRITTEN_BYTES, READS, WRITES -> disk(form, field.limit, point, staged);
        };
    }

    private static LimitJudgement memory(LimitsForm form, Sample sample, OptionalLong staged) {
        String now = "now " + Figures.bytes(sample.memoryBytes());
        if (staged.isEmpty() || staged.getAsLong() == Amount.UNLIMITED) {
            return good(now + ", anon " + Figures.bytes(sample.anonBytes()) + ", file cache "
                    + Figures.bytes(sample.fileBytes()));
        }
        long limit = staged.getAsLong();
        long over = sample.memoryBytes() - limit;
        if (over <= 0) {
            return good(now + ": fits, " + Figures.bytes(-over) + " stay free");
        }
        String reclaim = now + ": " + Figures.bytes(over) + " must be reclaimed";
        String anon = "; anon " + Figures.bytes(sample.anonBytes());
        if (sample.anonBytes() <= limit) {
            return bad(reclaim + anon + " fits, so file cache can go");
        }
        long swap = form.amount(LimitField.SWAP)
                .value()
                .orElse(form.held(Limit.SWAP_MAX).orElse(0));
        boolean swappable = swap < 0 || swap - sample.swapBytes() >= sample.anonBytes() - limit;
        return bad(reclaim + anon + " cannot fit " + (swappable ? "→ to swap, or OOM kill" : "→ OOM kill likely"));
    }

    private static LimitJudgement high(Sample sample, OptionalLong staged) {
        String now = "now " + Figures.bytes(sample.memoryBytes());
        if (staged.isEmpty() || staged.getAsLong() == Amount.UNLIMITED) {
            return good(now + "; above this it is slowed down and reclaimed from, never killed");
        }
        long over = sample.memoryBytes() - staged.getAsLong();
        return over <= 0
                ? good(now + ": fits, " + Figures.bytes(-over) + " stay free")
                : bad(now + ": " + Figures.bytes(over) + " would be reclaimed, and it slowed down meanwhile");
    }

    private static LimitJudgement swap(Sample sample, OptionalLong staged) {
        String now = "now " + Figures.bytes(sample.swapBytes()) + " in swap";
        if (staged.isEmpty() || staged.getAsLong() == Amount.UNLIMITED) {
            return good(now);
        }
        return staged.getAsLong() >= sample.swapBytes()
                ? good(now + (staged.getAsLong() == 0 ? ": nothing more goes there" : ": fits"))
                : bad(now + ": what is there stays, nothing more goes there");
    }

    private static LimitJudgement pids(Sample sample, OptionalLong staged) {
        String now = "has " + sample.pids();
        if (staged.isEmpty() || staged.getAsLong() == Amount.UNLIMITED) {
            return good(now + " processes and threads");
        }
        return staged.getAsLong() > sample.pids()
                ? good(now + ": " + (staged.getAsLong() - sample.pids()) + " more can start")
                : bad(now + ": none is killed, but none can start until it has fewer than " + staged.getAsLong());
    }

    private static LimitJudgement cpu(Optional<Point> point, OptionalLong staged, long periodMicros) {
        OptionalDouble cores = point.map(Point::cores).orElse(OptionalDouble.empty());
        if (cores.isEmpty()) {
            return good("not known yet what it uses");
        }
        OptionalDouble throttled = point.map(Point::throttled).orElse(OptionalDouble.empty());
        boolean heldBack = throttled.orElse(0) > 0;
        String now = "uses " + Figures.cores(cores.getAsDouble())
                + (heldBack ? ", held back in " + Figures.percent(throttled.getAsDouble()) + "% of periods" : "");
        if (staged.isEmpty() || staged.getAsLong() == Amount.UNLIMITED) {
            return good(now);
        }
        double limit = (double) staged.getAsLong() / periodMicros;
        if (cores.getAsDouble() > limit) {
            return bad(now + ": would be held back to " + Figures.percent(limit / cores.getAsDouble())
                    + "% of what it uses");
        }
        return good(now + ": " + Figures.cores(limit - cores.getAsDouble()) + " cores stay free");
    }

    private static LimitJudgement disk(LimitsForm form, Limit limit, Optional<Point> point, OptionalLong staged) {
        boolean bytes = limit == Limit.READ_BYTES || limit == Limit.WRITTEN_BYTES;
        boolean reads = limit == Limit.READ_BYTES;
        OptionalDouble known = point.map(now -> now.known(reads ? Measure.READ : Measure.WRITTEN))
                .orElse(OptionalDouble.empty());
        if (!bytes || known.isEmpty()) {
            return good(form.chosenDisk()
                    .map(disk -> "of " + disk.node() + " (" + disk.numbers() + ")")
                    .orElse(""));
        }
        double rate = known.getAsDouble();
        String now = (reads ? "reads " : "writes ") + Figures.bytes((long) rate) + "/s" + (reads ? " from" : " to")
                + " all disks";
        boolean over = staged.orElse(Amount.UNLIMITED) >= 0 && rate > staged.getAsLong();
        return over ? bad(now + ": would be held to " + Figures.bytes(staged.getAsLong()) + "/s") : good(now);
    }

    private static LimitJudgement good(String text) {
        return new LimitJudgement(text, false);
    }

    private static LimitJudgement bad(String text) {
        return new LimitJudgement(text, true);
    }
}
