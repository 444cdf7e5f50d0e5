package shibafu.tui.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.service.Limit;
import shibafu.engine.service.LimitChange;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;

/// What a sweep is to do.
///
/// @param values in the unit of the limit, in the order in which they are set
/// @param hold how long each holds
/// @param force whether also those that the kernel must kill for
public record SweepPlan(Limit limit, List<Long> values, Duration hold, boolean force) {
    /// How to write one.
    public static final String FORM = "memory.max 512M..128M step 64M hold 20s";

    private static final int MOST_VALUES = 100;
    private static final int USUAL_VALUES = 6;
    private static final Duration USUAL_HOLD = Duration.ofSeconds(20);
    private static final Pattern TEXT =
            Pattern.compile("(\\S+)\\s+(\\S+?)\\.\\.(\\S+)(?:\\s+step\\s+(\\S+))?(?:\\s+hold\\s+(\\S+))?(\\s+force)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(s|m|)");

    public SweepPlan {
        values = List.copyOf(values);
    }

    /// What came of reading one.
    ///
    /// @param problem why it is none
    public record Reading(Optional<SweepPlan> plan, Optional<String> problem) {
        private static Reading wrong(String why) {
            return new Reading(Optional.empty(), Optional.of(why));
        }
    }

    /// Reads `LIMIT FROM..TO [step BY] [hold TIME] [force]`.
    public static Reading parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Reading.wrong("a sweep is written as " + FORM);
        }
        Optional<Limit> limit = limit(matcher.group(1));
        if (limit.isEmpty()) {
            return Reading.wrong("no sweep of " + matcher.group(1)
                    + ": there are memory.max, memory.high, memory.swap.max, cpu.max, cpu.weight, pids.max");
        }
        Amount from = amount(limit.get(), matcher.group(2));
        Amount to = amount(limit.get(), matcher.group(3));
        Amount step = matcher.group(4) == null
                ? new Amount(OptionalLong.of(usualStep(from, to)), Optional.empty())
                : step(limit.get(), matcher.group(4));
        Optional<String> wrong =
                from.problem().or(to::problem).or(step::problem).or(() -> endless(from, to, step));
        if (wrong.isPresent()) {
            return Reading.wrong(wrong.get());
        }
        Optional<Duration> hold = matcher.group(5) == null ? Optional.of(USUAL_HOLD) : time(matcher.group(5));
        if (hold.isEmpty()) {
            return Reading.wrong("\"" + matcher.group(5) + "\" is no time from 1s to 60m");
        }
        List<Long> values = values(
                from.value().orElse(0), to.value().orElse(0), step.value().orElse(1));
        if (values.size() > MOST_VALUES) {
            return Reading.wrong("these are " + values.size() + " steps, more than " + MOST_VALUES);
        }
        return new Reading(
                Optional.of(new SweepPlan(limit.get(), values, hold.get(), matcher.group(6) != null)),
                Optional.empty());
    }

    private static Optional<Limit> limit(String name) {
        return switch (name) {
            case "memory.max" -> Optional.of(Limit.MEMORY_MAX);
            case "memory.high" -> Optional.of(Limit.MEMORY_HIGH);
            case "memory.swap.max" -> Optional.of(Limit.SWAP_MAX);
            case "cpu.max" -> Optional.of(Limit.CPU_QUOTA);
            case "cpu.weight" -> Optional.of(Limit.CPU_WEIGHT);
            case "pids.max" -> Optional.of(Limit.PIDS_MAX);
            default -> Optional.empty();
        };
    }

    private static Amount amount(Limit limit, String text) {
        return switch (limit) {
            case CPU_QUOTA -> Amounts.cpu(text);
            case PIDS_MAX -> Amounts.pids(text, OptionalLong.empty());
            case CPU_WEIGHT -> Amounts.count(text, OptionalLong.empty(), "a weight like 100");
            default -> Amounts.memory(text, OptionalLong.empty());
        };
    }

    /// A step may be smaller than the smallest limit.
    private static Amount step(Limit limit, String text) {
        return switch (limit) {
            case PIDS_MAX, CPU_WEIGHT -> Amounts.count(text, OptionalLong.empty(), "a step like 10");
            case CPU_QUOTA -> Amounts.cores(text);
            default -> Amounts.memory(text, OptionalLong.empty());
        };
    }

    private static Optional<String> endless(Amount from, Amount to, Amount step) {
        if (from.value().orElse(-1) < 0 || to.value().orElse(-1) < 0) {
            return Optional.of("a sweep goes from one number to another");
        }
        return step.value().orElse(0) <= 0 ? Optional.of("a step is more than nothing") : Optional.empty();
    }

    private static long usualStep(Amount from, Amount to) {
        long span = Math.abs(from.value().orElse(0) - to.value().orElse(0));
        return Math.max(1, span / USUAL_VALUES);
    }

    private static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration time = matcher.group(2).equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        return Optional.of(time)
                .filter(some -> some.compareTo(Duration.ofSeconds(1)) >= 0 && some.compareTo(Duration.ofHours(1)) <= 0);
    }

    /// Both ends are among them.
    private static List<Long> values(long from, long to, long step) {
        List<Long> values = new ArrayList<>();
        long sign = from <= to ? 1 : -1;
        for (long value = from; (to - value) * sign > 0 && values.size() <= MOST_VALUES; value += sign * step) {
            values.add(value);
        }
        values.add(to);
        return values;
    }

    /// The change that sets one of its values.
    LimitChange change(int step) {
        LimitChange change = LimitChange.NONE.with(limit, values.get(step));
        return limit == Limit.CPU_QUOTA ? change.with(Limit.CPU_PERIOD, Amounts.PERIOD_MICROS) : change;
    }
}
