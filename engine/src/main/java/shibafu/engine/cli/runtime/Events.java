package shibafu.engine.cli.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.cli.GoDuration;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.ContainerStatus;

/// `shibafu-runtime events`: statistics at an interval and OOM kills as they happen, as runc writes them: a JSON object
/// a line, `type`, `id` and `data`.
final class Events implements Verb {
    private static final Pattern BARE = Pattern.compile("\\d+");

    @Override
    public String summary() {
        return "tell statistics and OOM kills of a container as they come, a JSON object a line";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("interval", "TIME", "between two statistics (default 5s)"),
                Option.flag("stats", "statistics once, and no more"));
    }

    @Override
    public int run(Call call) {
        Duration interval = interval(call.arguments().value("interval").orElse("5s"));
        Container container = call.container();
        if (container.status() == ContainerStatus.STOPPED) {
            throw new ShibafuException("container with id " + container.id() + " is not running; start it first");
        }
        if (call.arguments().has("stats")) {
            print(call, stats(container, container.stats()));
            return 0;
        }
        call.session().onHangup(() -> Runtime.getRuntime().halt(0));
        try {
            follow(call, container, interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @SuppressWarnings("try") // the subscription is held, not used
    private static void follow(Call call, Container container, Duration interval) throws InterruptedException {
        Cgroup cgroup = container.cgroup();
        BlockingQueue<ContainerEvent> events = new LinkedBlockingQueue<>();
        try (Subscription listening = container.events(events::add)) {
            long nextNanos = System.nanoTime() + interval.toNanos();
            while (true) {
                ContainerEvent event = events.poll(Math.max(0, nextNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
                switch (event) {
                    case null -> {
                        Optional<CgroupStats> now = cgroup.stats();
                        if (now.isEmpty()) {
                            return; // ended before anybody listened
                        }
                        print(call, stats(container, now.get()));
                        nextNanos += interval.toNanos();
                    }
                    case ContainerEvent.OomKilled killed -> print(call, Map.of("type", "oom", "id", container.id()));
                    case ContainerEvent.Exited exited -> {
                        return;
                    }
                    default -> {
                        // runc has no words for the others; `shibafu events` tells them.
                    }
                }
            }
        }
    }

    private static void print(Call call, Map<String, ?> object) {
        call.output().line(Json.line(object));
    }

    private static Map<String, Object> stats(Container container, CgroupStats stats) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", "stats");
        event.put("id", container.id());
        event.put("data", RuntimeStats.data(stats, container.cgroup().memoryStat(), container.network()));
        return event;
    }

    /// As Go writes durations, `1m30s` or `500ms`; a bare number is seconds.
    static Duration interval(String text) {
        return GoDuration.read(BARE.matcher(text).matches() ? text + "s" : text)
                .filter(interval -> !interval.isZero())
                .orElseThrow(() -> new ShibafuException("invalid value for interval: " + text
                        + "; give a time greater than 0, such as 5s, 500ms or 1m30s"));
    }
}
