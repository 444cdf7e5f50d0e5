package shibafu.engine.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.TypeConversionException;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerState;

/// Docker's `--filter`: conditions on containers. Of several for the same thing one is enough, but for labels, which
/// all must be there; those for different things must all hold.
///
/// @param conditions values by key
record ContainerFilter(Map<String, List<String>> conditions) {
    private static final List<String> KEYS = List.of(
            "id", "name", "status", "label", "ancestor", "exited", "health", "network", "before", "since", "until");
    private static final List<String> STATES =
            List.of("created", "running", "paused", "restarting", "exited", "stopped", "dead", "removing");

    /// @throws ShibafuException for what is no condition
    static ContainerFilter parse(List<String> texts) {
        Map<String, List<String>> conditions = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw new ShibafuException("filter '" + text + "': want KEY=VALUE with a key of " + KEYS);
            }
            String value = text.substring(equals + 1);
            check(key, value);
            conditions.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }
        return new ContainerFilter(conditions);
    }

    private static void check(String key, String value) {
        boolean valid =
                switch (key) {
                    case "status" -> STATES.contains(value);
                    case "exited" -> value.matches("\\d{1,3}");
                    case "health" ->
                        List.of("starting", "healthy", "unhealthy", "none").contains(value);
                    case "name" -> isPattern(value);
                    case "until" -> isTime(value);
                    default -> !value.isEmpty();
                };
        if (!valid) {
            throw new ShibafuException("filter " + key + "=" + value + ": invalid value '" + value + "'"
                    + (key.equals("status") ? ", want one of " + STATES : ""));
        }
    }

    private static boolean isPattern(String value) {
        try {
            Pattern.compile(value);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            return new LogTime().convert(value).isBefore(Instant.MAX);
        } catch (TypeConversionException e) {
            return false;
        }
    }

    /// Whether it asks for more than those that run.
    boolean asksForEnded() {
        return conditions.containsKey("status") || conditions.containsKey("exited");
    }

    /// @param all in which those that a condition names are looked for
    boolean matches(ListedContainer one, List<ListedContainer> all) {
        return conditions.entrySet().stream().allMatch(entry -> {
            List<String> values = entry.getValue();
            return entry.getKey().equals("label")
                    ? values.stream().allMatch(value -> hasLabel(one, value))
                    : values.stream().anyMatch(value -> holds(entry.getKey(), value, one, all));
        });
    }

    private static boolean holds(String key, String value, ListedContainer one, List<ListedContainer> all) {
        ContainerState state = one.state();
        return switch (key) {
            case "id" -> state.id().value().startsWith(value);
            case "name" -> Pattern.compile(value).matcher(state.name()).find();
            case "status" -> one.word().equals(value.equals("stopped") ? "exited" : value);
            case "ancestor" ->
                state.image().filter(image -> isImage(image, value)).isPresent();
            case "exited" ->
                one.exit()
                        .filter(record -> Integer.toString(record.exitCode()).equals(value))
                        .isPresent();
            case "health" ->
                one.health().map(found -> found.word()).orElse("none").equals(value);
            case "network" ->
                one.attachment().stream()
                        .flatMap(found -> found.interfaces().stream())
                        .anyMatch(joined -> joined.network().equals(value));
            case "before" -> state.created().isBefore(named(value, all).created());
            case "since" -> state.created().isAfter(named(value, all).created());
            case "until" -> state.created().isBefore(new LogTime().convert(value));
            default -> throw new IllegalStateException(key);
        };
    }

    private static boolean isImage(String image, String wanted) {
        return image.equals(wanted) || image.equals(wanted + ":latest") || wanted.equals(image + ":latest");
    }

    private static boolean hasLabel(ListedContainer one, String wanted) {
        int equals = wanted.indexOf('=');
        String value = one.labels().get(equals < 0 ? wanted : wanted.substring(0, equals));
        return value != null && (equals < 0 || value.equals(wanted.substring(equals + 1)));
    }

    private static ContainerState named(String word, List<ListedContainer> all) {
        return all.stream()
                .map(ListedContainer::state)
                .filter(state -> state.name().equals(word) || state.id().value().equals(word))
                .findFirst()
                .orElseThrow(() -> new ShibafuException("no such container: " + word));
    }
}
