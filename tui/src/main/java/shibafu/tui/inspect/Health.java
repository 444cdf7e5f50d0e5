package shibafu.tui.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.service.HealthReport;
import shibafu.engine.state.HealthRecord;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.Line;
import shibafu.tui.reader.Look;
import shibafu.tui.theme.Role;

/// Whether a container is well: how it is looked at, and what the last looks found, the newest first.
public record Health(Optional<HealthReport> report) implements Content {
    @Override
    public List<Line> head(Look look) {
        return report.flatMap(HealthReport::found)
                .map(Health::status)
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public List<Line> lines(Look look) {
        if (report.isEmpty()) {
            return look.sentence(
                    "nobody looks whether it is well: neither its image nor --health-cmd says how", Role.DIM);
        }
        HealthReport asked = report.get();
        List<Line> lines = new ArrayList<>();
        lines.addAll(look.lines(Line.of("runs  ", Role.DIM).and(String.join(" ", asked.command()))));
        lines.addAll(look.lines(Line.of("every ", Role.DIM)
                .and(words(asked.interval()) + ", for " + words(asked.timeout()) + " at most, unhealthy after "
                        + asked.retries() + " failures"
                        + (asked.startPeriod().isZero() ? "" : ", " + words(asked.startPeriod()) + " to start"))));
        List<HealthRecord.Result> log = asked.found().map(HealthRecord::log).orElse(List.of());
        for (HealthRecord.Result result : log.reversed()) {
            lines.add(Line.EMPTY);
            lines.add(result(result, look));
            result.output().lines().forEach(line -> lines.addAll(look.lines(Line.of("  " + line))));
        }
        return lines;
    }

    private static Line status(HealthRecord found) {
        Role role =
                switch (found.status()) {
                    case STARTING -> Role.DIM;
                    case HEALTHY -> Role.OK;
                    case UNHEALTHY -> Role.ERROR;
                };
        int streak = found.failingStreak();
        return Line.of(
                found.status().word()
                        + (streak == 0 ? "" : ", " + streak + (streak == 1 ? " failure" : " failures in a row")),
                role);
    }

    private static Line result(HealthRecord.Result result, Look look) {
        Line when = Line.of(look.clock(result.start()) + " ", Role.DIM);
        Line how = result.exitCode() == 0
                ? when.and("well", Role.OK)
                : when.and(result.exitCode() < 0 ? "failed" : "exit " + result.exitCode(), Role.ERROR);
        return how.and(" in " + words(Duration.between(result.start(), result.end())), Role.DIM);
    }

    /// `250 ms`, `1.5 s`, `90 s`.
    private static String words(Duration time) {
        long millis = time.toMillis();
        return millis < 1000
                ? millis + " ms"
                : millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
