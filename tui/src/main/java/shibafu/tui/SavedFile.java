package shibafu.tui;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;

/// A file that the user wanted: a new one, nobody else's to read, and theirs where sudo made us root.
final class SavedFile {
    private static final int MOST_NUMBERS = 1000;

    private SavedFile() {}

    /// Writes a file and tells what it is called.
    static Msg answer(Effect.Save save, Path folder, Map<String, String> environment) {
        try {
            return new Msg.Told(
                    false, "wrote " + write(folder.toAbsolutePath(), save.name(), save.text(), environment));
        } catch (IOException e) {
            return new Msg.Told(true, "write " + save.name() + ": " + e.getMessage());
        }
    }

    /// Writes `name`, or `name` with a number where there is one of that name.
    ///
    /// @return what it is called
    static Path write(Path folder, String name, String text, Map<String, String> environment) throws IOException {
        int dot = name.lastIndexOf('.');
        for (int number = 1; ; number++) {
            String numbered = number == 1 ? name : name.substring(0, dot) + "-" + number + name.substring(dot);
            Path file = folder.resolve(numbered);
            try {
                create(file, text);
            } catch (FileAlreadyExistsException e) {
                if (number < MOST_NUMBERS) {
                    continue;
                }
                throw e;
            }
            give(file, environment.getOrDefault("SUDO_UID", ""), "unix:uid");
            give(file, environment.getOrDefault("SUDO_GID", ""), "unix:gid");
            return file;
        }
    }

    private static void create(Path file, String text) throws IOException {
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static void give(Path file, String id, String attribute) throws IOException {
        if (id.matches("[0-9]{1,9}")) {
            Files.setAttribute(file, attribute, Integer.parseInt(id), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
