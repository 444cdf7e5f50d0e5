package shibafu.engine.service;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The command line that makes the same container.
public final class RunCommandLine {
    private static final long MEBIBYTE = 1 << 20;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private RunCommandLine() {}

    /// What follows `shibafu`.
    public static List<String> words(NewContainer container) {
        List<String> words = new ArrayList<>(List.of("run", "-d"));
        container.name().ifPresent(name -> words.addAll(List.of("--name", name)));
        LimitChange limits = container.limits();
        add(words, "--memory", limits.memoryBytes());
        limits.quotaMicros().ifPresent(quota -> words.addAll(List.of("--cpu-quota", Long.toString(quota))));
        limits.pids().ifPresent(pids -> words.addAll(List.of("--pids-limit", Long.toString(pids))));
        words.addAll(container.options());
        words.add(container.image());
        words.addAll(container.command());
        return words;
    }

    /// As it is typed into a shell.
    public static String text(NewContainer container) {
        return "shibafu "
                + words(container).stream().map(RunCommandLine::quoted).collect(Collectors.joining(" "));
    }

    /// Bytes as people write them, where that is exact.
    public static String size(long bytes) {
        return bytes < 0 ? "max" : bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "m" : Long.toString(bytes);
    }

    private static void add(List<String> words, String option, OptionalLong bytes) {
        bytes.ifPresent(value -> words.addAll(List.of(option, size(value))));
    }

    private static String quoted(String word) {
        return BARE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
