package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import shibafu.engine.disk.SmallFile;

/// Reads and writes one file of a cgroup.
final class CgroupFile {
    private CgroupFile() {}

    /// What a file says, without the newline at its end; empty if there is no such file, or no such cgroup any more.
    static Optional<String> read(Path file) {
        try {
            return Optional.of(SmallFile.text(file).stripTrailing());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return Optional.empty(); // ENODEV: the cgroup was removed between open and read
            }
            throw new CgroupException("read " + file + ": " + reason(e), file, Optional.empty(), e);
        }
    }

    /// Writes a value with one write(2), as the kernel takes it; never makes a file (`/sys/fs/cgroup` may be a tmpfs).
    static void write(Path file, String value) {
        ByteBuffer bytes = ByteBuffer.wrap((value.isEmpty() ? "\n" : value).getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes);
        } catch (IOException e) {
            throw new CgroupException(
                    "write \"" + value + "\" to " + file + ": " + reason(e) + Refusal.explain(file, e),
                    file,
                    Optional.of(value),
                    e);
        }
    }

    /// The kernel's words for an error, as a part of a sentence.
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return lower(reason == null ? e.toString() : reason);
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
