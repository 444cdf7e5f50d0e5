package shibafu.tui.stats;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import shibafu.engine.metrics.ProcessUse;

/// The moments of an hour, one a second: a value, to which adding one copies the last minute at most, and the list of
/// minutes. Numbers are kept with seven digits.
final class Past {
    /// An hour, at one sample a second.
    static final int CAPACITY = 3600;

    static final Past NONE = new Past(new Minute[0]);

    /// All but the last are full.
    private final Minute[] minutes;

    private Past(Minute[] minutes) {
        this.minutes = minutes;
    }

    Past with(Point point) {
        if (minutes.length == 0 || minutes[minutes.length - 1].size() == Minute.MOMENTS) {
            // The oldest minute goes when all of it is older than an hour.
            int old = minutes.length * Minute.MOMENTS > CAPACITY ? 1 : 0;
            Minute[] more = Arrays.copyOfRange(minutes, old, minutes.length + 1);
            more[more.length - 1] = Minute.NONE.with(point);
            return new Past(more);
        }
        return withLast(minutes[minutes.length - 1].with(point));
    }

    /// With the processes of the moment of that time, if it is one of the last minute: later answers are dropped.
    Past with(Instant at, List<ProcessUse> processes) {
        return minutes.length == 0 ? this : withLast(minutes[minutes.length - 1].with(at, processes));
    }

    private Past withLast(Minute minute) {
        Minute[] same = minutes.clone();
        same[same.length - 1] = minute;
        return new Past(same);
    }

    int size() {
        return Math.min(CAPACITY, held());
    }

    private int held() {
        return minutes.length == 0 ? 0 : (minutes.length - 1) * Minute.MOMENTS + minutes[minutes.length - 1].size();
    }

    /// @param place from 0, the oldest
    double value(int place, Measure measure) {
        int at = held() - size() + place;
        return minutes[at / Minute.MOMENTS].value(at % Minute.MOMENTS, measure);
    }

    Instant at(int place) {
        int at = held() - size() + place;
        return minutes[at / Minute.MOMENTS].at(at % Minute.MOMENTS);
    }

    List<ProcessUse> processes(int place) {
        int at = held() - size() + place;
        return minutes[at / Minute.MOMENTS].processes(at % Minute.MOMENTS);
    }

    /// How many moments are not later than that time: the place of the first that is.
    int until(Instant time) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (at(middle).isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
