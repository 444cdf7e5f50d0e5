package shibafu.tui.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The themes that were found, by name.
///
/// @param problems what was wrong with their files
public record Themes(Map<String, Theme> byName, List<String> problems) {
    private static final String SUFFIX = ".theme";

    /// More than any theme needs; a file named by mistake is not read whole.
    private static final long LIMIT_BYTES = 64 * 1024;

    public Themes {
        byName = new TreeMap<>(byName);
        problems = List.copyOf(problems);
    }

    /// What there is without any file.
    public static Themes builtIn() {
        return new Themes(Map.of(Theme.builtIn().name(), Theme.builtIn()), List.of());
    }

    /// Reads every `*.theme` in a folder. The built-in one is always there, unless a file takes its place.
    public static Themes load(Path folder) {
        Map<String, Theme> themes = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        Theme builtIn = Theme.builtIn();
        themes.put(builtIn.name(), builtIn);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Themes::isTheme).sorted().toList()) {
                    read(file, themes, problems);
                }
            } catch (IOException e) {
                problems.add("list themes in " + folder + ": " + e.getMessage());
            }
        }
        return new Themes(themes, problems);
    }

    /// Adds the theme of one file; its name is the file's.
    public Themes with(Path file) {
        Map<String, Theme> themes = new TreeMap<>(byName);
        List<String> all = new ArrayList<>(problems);
        read(file, themes, all);
        return new Themes(themes, all);
    }

    public Optional<Theme> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// In alphabetical order.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// The name of the theme in a file: `nord` of `themes/nord.theme`.
    public static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /// Whether what a user named is a file rather than a theme's name.
    public static boolean isPath(String text) {
        return text.contains("/") || text.endsWith(SUFFIX);
    }

    /// The theme for a user who named none.
    public static String standard(ColorDepth depth) {
        return switch (depth) {
            case TRUE, INDEXED -> "shibafu-dark";
            case SIXTEEN -> "terminal";
            case NONE -> "mono";
        };
    }

    private static boolean isTheme(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    private static void read(Path file, Map<String, Theme> themes, List<String> problems) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                problems.add("read theme " + file + ": larger than 64 KiB");
                return;
            }
            ThemeReader.Result result = ThemeReader.read(name(file), file.toString(), Files.readString(file));
            themes.put(result.theme().name(), result.theme());
            problems.addAll(result.problems());
        } catch (NoSuchFileException e) {
            problems.add("read theme " + file + ": no such file");
        } catch (IOException e) {
            problems.add("read theme " + file + ": " + e.getMessage());
        }
    }
}
