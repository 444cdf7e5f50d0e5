package shibafu.engine.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.ContainerEvent.OomLimit;
import shibafu.engine.event.ContainerEvent.Victim;

/// An event as a line for people, and as an object for programs.
public final class EventWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventWords() {}

    public static String line(ContainerEvent event) {
        String text = details(event);
        return time(event.at()) + " " + event.container() + " " + name(event) + (text.isEmpty() ? "" : ": " + text);
    }

    /// Its keys: `time`, `container`, `event`, then what the event has, units in the names.
    public static Map<String, Object> object(ContainerEvent event) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("time", time(event.at()));
        object.put("container", event.container());
        object.put("event", name(event));
        fill(object, event);
        return object;
    }

    private static String name(ContainerEvent event) {
        return switch (event) {
            case ContainerEvent.Created e -> "created";
            case ContainerEvent.Started e -> "started";
            case ContainerEvent.Exited e -> "exited";
            case ContainerEvent.Removed e -> "removed";
            case ContainerEvent.HealthChanged e -> "health_status";
            case ContainerEvent.Frozen e -> "frozen";
            case ContainerEvent.Thawed e -> "thawed";
            case ContainerEvent.Renamed e -> "renamed";
            case ContainerEvent.OomKilled e -> "oom-kill";
            case ContainerEvent.MemoryHigh e -> "memory-high";
            case ContainerEvent.MemoryMax e -> "memory-max";
            case ContainerEvent.ForkRefused e -> "fork-refused";
            case ContainerEvent.Throttled e -> "throttled";
            case ContainerEvent.Pressure e -> "pressure";
            case ContainerEvent.LimitChanged e -> "limit-changed";
        };
    }

    private static String details(ContainerEvent event) {
        return switch (event) {
            case ContainerEvent.Created e -> "pid " + e.pid();
            case ContainerEvent.Started e -> "pid " + e.pid();
            case ContainerEvent.Exited e -> exited(e);
            case ContainerEvent.Removed e -> "";
            case ContainerEvent.HealthChanged e -> e.status().word();
            case ContainerEvent.Frozen e -> "";
            case ContainerEvent.Thawed e -> "";
            case ContainerEvent.Renamed e -> "to " + e.name();
            case ContainerEvent.OomKilled e ->
                e.victim().map(EventWords::victim).orElse("a process")
                        + e.limit().map(EventWords::reached).orElse("");
            case ContainerEvent.MemoryHigh e -> times(e.times()) + " over " + bytes(e.highBytes());
            case ContainerEvent.MemoryMax e -> times(e.times()) + " at " + bytes(e.limitBytes());
            case ContainerEvent.ForkRefused e ->
                times(e.times()) + " at a limit of "
                        + (e.limit().isPresent() ? e.limit().getAsLong() : "max") + " processes";
            case ContainerEvent.Throttled e -> "in " + e.periods() + " periods, for " + millis(e.throttledMicros());
            case ContainerEvent.Pressure e ->
                e.resource().word() + " " + e.level().word()
                        + (e.stalledMicros().isPresent()
                                ? ", waited " + millis(e.stalledMicros().getAsLong())
                                : "");
            case ContainerEvent.LimitChanged e -> e.file() + " from " + flat(e.before()) + " to " + flat(e.after());
        };
    }

    private static String exited(ContainerEvent.Exited event) {
        return event.exitCode().isEmpty()
                ? "nobody recorded how"
                : "code " + event.exitCode().getAsInt()
                        + (event.signal().isPresent()
                                ? ", by signal " + event.signal().getAsInt()
                                : "");
    }

    private static String victim(Victim victim) {
        String size = victim.residentBytes().isPresent() ? " with " + bytes(victim.residentBytes()) : "";
        return victim.name() + " (pid " + victim.pid() + ")" + size;
    }

    private static String reached(OomLimit limit) {
        String swap = limit.swapLimitBytes().isPresent() ? " and " + bytes(limit.swapLimitBytes()) + " of swap" : "";
        return switch (limit.scope()) {
            case OWN -> " at its limit of " + bytes(limit.limitBytes()) + swap;
            case INSIDE -> " at the limit of " + limit.cgroup() + " inside it, " + bytes(limit.limitBytes());
            case ABOVE -> " at the limit of " + limit.cgroup() + " above it, " + bytes(limit.limitBytes());
            case HOST -> " as the host had no memory left";
        };
    }

    private static void fill(Map<String, Object> object, ContainerEvent event) {
        switch (event) {
            case ContainerEvent.Created e -> object.put("pid", e.pid());
            case ContainerEvent.Started e -> object.put("pid", e.pid());
            case ContainerEvent.Exited e -> {
                put(object, "exitCode", e.exitCode());
                put(object, "signal", e.signal());
            }
            case ContainerEvent.Removed e -> {}
            case ContainerEvent.HealthChanged e ->
                object.put("health", e.status().word());
            case ContainerEvent.Frozen e -> {}
            case ContainerEvent.Thawed e -> {}
            case ContainerEvent.Renamed e -> object.put("name", e.name());
            case ContainerEvent.OomKilled e -> fill(object, e.victim(), e.limit());
            case ContainerEvent.MemoryHigh e -> {
                object.put("times", e.times());
                put(object, "highBytes", e.highBytes());
            }
            case ContainerEvent.MemoryMax e -> {
                object.put("times", e.times());
                put(object, "limitBytes", e.limitBytes());
            }
            case ContainerEvent.ForkRefused e -> {
                object.put("times", e.times());
                put(object, "limit", e.limit());
            }
            case ContainerEvent.Throttled e -> {
                object.put("periods", e.periods());
                object.put("throttledMicros", e.throttledMicros());
            }
            case ContainerEvent.Pressure e -> {
                object.put("resource", e.resource().word());
                object.put("level", e.level().word());
                put(object, "stalledMicros", e.stalledMicros());
            }
            case ContainerEvent.LimitChanged e -> {
                object.put("file", e.file());
                object.put("before", e.before());
                object.put("after", e.after());
            }
        }
    }

    private static void fill(Map<String, Object> object, Optional<Victim> victim, Optional<OomLimit> limit) {
        victim.ifPresent(found -> {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("pid", found.pid());
            inner.put("name", found.name());
            put(inner, "residentBytes", found.residentBytes());
            object.put("victim", inner);
        });
        limit.ifPresent(found -> {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("scope", found.scope().name().toLowerCase(Locale.ROOT));
            inner.put("cgroup", found.cgroup());
            put(inner, "limitBytes", found.limitBytes());
            put(inner, "swapLimitBytes", found.swapLimitBytes());
            object.put("limit", inner);
        });
    }

    private static void put(Map<String, Object> object, String key, OptionalLong value) {
        value.ifPresent(number -> object.put(key, number));
    }

    private static void put(Map<String, Object> object, String key, OptionalInt value) {
        value.ifPresent(number -> object.put(key, number));
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String times(long times) {
        return times == 1 ? "once" : times + " times";
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? ByteText.of(bytes.getAsLong()) : "max";
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.0f ms", micros / 1000.0);
    }

    private static String flat(String text) {
        return text.isEmpty() ? "nothing" : text.replace("\n", "; ");
    }
}
