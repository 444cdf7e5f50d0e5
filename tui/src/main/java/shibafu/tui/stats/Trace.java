package shibafu.tui.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Rates;
import shibafu.engine.metrics.Sample;

/// What is remembered of one container: an hour at one sample a second, in less than 1 MiB. A value, as all of a model
/// is: a frame that is being drawn and a test both hold on to one that no later sample changes. (The engine's
/// `History` is a ring that does.)
///
/// @param created when the container was made: one of the same name made later starts anew
/// @param past its samples, the newest last, with the processes that used most
/// @param notes what happened to it in words, the newest last
/// @param samples how many there were, ever
/// @param last the newest sample; `newest` what it means
/// @param problem why there is no newer one
public record Trace(
        Instant created,
        Past past,
        List<Note> notes,
        long samples,
        Optional<Sample> last,
        Optional<Point> newest,
        Optional<String> problem) {
    private static final int MOST_NOTES = 200;

    public Trace {
        notes = List.copyOf(notes);
    }

    public static Trace of(Instant created) {
        return new Trace(created, Past.NONE, List.of(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What many samples tell, the newest last.
    public static Trace of(Instant created, List<Sample> samples) {
        Trace trace = of(created);
        // Where older ones were, one is left: the first that is shown has something to be compared with.
        for (Sample sample : samples.subList(Math.max(0, samples.size() - Past.CAPACITY - 1), samples.size())) {
            trace = trace.with(sample);
        }
        return new Trace(created, trace.past, trace.notes, samples.size(), trace.last, trace.newest, trace.problem);
    }

    /// With one sample more. Counters that went back belong to a new cgroup: the sample then counts as a first one.
    public Trace with(Sample sample) {
        Point point = last.flatMap(before -> Rates.between(before, sample).map(r -> Point.after(before, sample, r)))
                .orElseGet(() -> Point.first(sample));
        return new Trace(
                created,
                past.with(point),
                notes,
                samples + 1,
                Optional.of(sample),
                Optional.of(point),
                Optional.empty());
    }

    /// With the processes that used most at the time of a sample.
    public Trace with(Instant at, List<ProcessUse> processes) {
        return new Trace(created, past.with(at, processes), notes, samples, last, newest, problem);
    }

    public Trace with(Note note) {
        List<Note> more = new ArrayList<>(notes.subList(Math.max(0, notes.size() + 1 - MOST_NOTES), notes.size()));
        more.add(note);
        return new Trace(created, past, more, samples, last, newest, problem);
    }

    public Trace failed(String why) {
        return new Trace(created, past, notes, samples, last, newest, Optional.of(why));
    }

    /// All that is remembered, the newest last.
    public List<Point> points() {
        return IntStream.range(0, past.size())
                .mapToObj(place -> Point.of(past, place, place + 1))
                .toList();
    }

    /// The newest points, the oldest first.
    public List<Point> lately(int count) {
        return tail(count, Window.NOW);
    }

    /// The last `count` points of a window, or as many as there are: each of as many samples as the window says, whose
    /// groups stay the same while time goes on.
    public List<Point> tail(int count, Window window) {
        int size = past.size();
        int end = Math.max(0, size - window.back());
        List<Point> points = new ArrayList<>();
        long taken = samples - (size - end);
        int from = end;
        while (from > 0 && points.size() < count) {
            // The newest group may be begun only.
            int group = Math.toIntExact(Math.floorMod(taken - 1, (long) window.widening()) + 1);
            int to = from;
            from = Math.max(0, from - group);
            taken -= group;
            points.add(Point.of(past, from, to));
        }
        return points.reversed();
    }

    /// The points after one time, up to another.
    List<Point> between(Instant after, Instant until) {
        return IntStream.range(past.until(after), past.until(until))
                .mapToObj(place -> Point.of(past, place, place + 1))
                .toList();
    }

    /// The place of the newest sample that is not later; empty if all are.
    private OptionalInt place(Instant time) {
        int until = past.until(time);
        return until == 0 ? OptionalInt.empty() : OptionalInt.of(until - 1);
    }

    /// What was at a time: the newest sample that is not later.
    Optional<Point> at(Instant time) {
        OptionalInt place = place(time);
        return place.isEmpty() ? Optional.empty() : Optional.of(Point.of(past, place.getAsInt(), place.getAsInt() + 1));
    }

    /// The processes that used most then, most CPU time first; none where nobody looked.
    List<ProcessUse> processesAt(Instant time) {
        OptionalInt place = place(time);
        return place.isEmpty() ? List.of() : past.processes(place.getAsInt());
    }

    /// How many samples there are after a time.
    public int samplesAfter(Instant time) {
        return past.size() - past.until(time);
    }

    /// The time of the sample after which so many others came; that of the first if there are fewer.
    public Optional<Instant> ago(int samplesAgo) {
        return past.size() == 0 ? Optional.empty() : Optional.of(past.at(Math.max(0, past.size() - 1 - samplesAgo)));
    }

    /// The time of the sample that lies so many samples after the one at a time; that of the first or the last if
    /// there are fewer.
    public Optional<Instant> moved(Instant time, int samplesOn) {
        OptionalInt place = place(time);
        if (past.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(past.at(Math.clamp((long) place.orElse(0) + samplesOn, 0, past.size() - 1)));
    }
}
