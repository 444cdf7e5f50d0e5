package shibafu.tui.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The folder with a user's settings: under sudo that of who called sudo, as sudo leaves us root's home.
///
/// @param owner numeric user id; files of others are refused, but for root's
public record UserFolder(Path path, int owner) {
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0002;

    /// More than any settings need; a file named by mistake is not read whole.
    private static final int LIMIT_BYTES = 64 * 1024;

    /// @param passwd where homes are looked up, `/etc/passwd`
    /// @return empty where no home is known
    public static Optional<UserFolder> of(Map<String, String> environment, Path passwd) {
        String caller = environment.getOrDefault("SUDO_USER", "");
        if (!caller.isEmpty()) {
            return home(passwd, caller);
        }
        Optional<Path> config = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(text -> text.startsWith("/"))
                .or(() -> Optional.ofNullable(environment.get("HOME")).map(home -> home + "/.config"))
                .map(Path::of);
        return config.map(folder -> new UserFolder(folder.resolve("shibafu"), ourselves()));
    }

    private static Optional<UserFolder> home(Path passwd, String user) {
        try {
            for (String line : Files.readAllLines(passwd, StandardCharsets.ISO_8859_1)) {
                List<String> fields = List.of(line.split(":", -1));
                if (fields.size() == 7
                        && fields.getFirst().equals(user)
                        && fields.get(2).matches("[0-9]{1,9}")) {
                    Path folder = Path.of(fields.get(5), ".config", "shibafu");
                    return Optional.of(new UserFolder(folder, Integer.parseInt(fields.get(2))));
                }
            }
        } catch (IOException e) {
            // Then there are no settings.
        }
        return Optional.empty();
    }

    private static int ourselves() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return ROOT;
        }
    }

    /// Reads a file in it.
    ///
    /// @return empty if there is none
    /// @throws IOException with a message for the user
    public Optional<String> read(String name) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isSymbolicLink(file) || Files.isSymbolicLink(path)) {
            // Under sudo it is root who reads: a link could have anybody's file told, line by line.
            throw new IOException("read " + file + ": a link, and only plain files are read here");
        }
        int of = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (of != owner && of != ROOT) {
            throw new IOException(
                    "read " + file + ": it belongs to user " + of + ", not to user " + owner + " or root");
        }
        int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & WRITABLE_BY_OTHERS) != 0) {
            throw new IOException("read " + file + ": others may write it; chmod o-w " + file);
        }
        return Optional.of(text(file));
    }

    /// Reads a file that the user named.
    ///
    /// @throws IOException with a message for the user
    public static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("read " + file + ": " + (Files.exists(file) ? "not a plain file" : "no such file"));
        }
        if (Files.size(file) > LIMIT_BYTES) {
            throw new IOException("read " + file + ": larger than 64 KiB");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IOException("read " + file + ": " + e.getMessage(), e);
        }
    }
}
