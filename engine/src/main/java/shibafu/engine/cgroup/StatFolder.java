package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The statistics files of one cgroup directory, kept open: reading at offset 0 gives fresh values for a sixth of what
/// opening costs, and an open file does not keep a cgroup from being removed.
final class StatFolder implements AutoCloseable {
    private final Optional<Path> directory;
    private final ByteBuffer buffer;
    private final KernelText text;
    private final Map<String, Optional<FileChannel>> files = new HashMap<>();

    /// @param directory empty: every file is missing
    /// @param buffer takes each file in turn, outside the heap, as the kernel wants it; may be shared by folders that
    ///     one thread reads
    /// @param text takes it over, in the heap, as it is read fastest; shared in the same way
    StatFolder(Optional<Path> directory, ByteBuffer buffer, KernelText text) {
        this.directory = directory;
        this.buffer = buffer;
        this.text = text;
    }

    Optional<Path> directory() {
        return directory;
    }

    /// Reads a file. The text is good until the next read with the same buffer; it is empty where the kernel has no
    /// such file or the controller is off.
    ///
    /// @throws NoSuchFileException if the cgroup is gone
    KernelText text(String name) throws IOException {
        try {
            fill(name);
        } catch (IOException e) {
            // ENODEV, for the cgroup was removed, and perhaps made anew; or an interrupt had closed the file.
            fill(name);
        }
        buffer.flip();
        text.fill(buffer);
        return text;
    }

    private void fill(String name) throws IOException {
        Optional<FileChannel> file = files.get(name);
        if (file == null) {
            file = open(name);
            files.put(name, file);
        }
        buffer.clear();
        if (file.isPresent()) {
            fill(name, file.get());
        }
    }

    private void fill(String name, FileChannel file) throws IOException {
        try {
            // Once is enough: the kernel makes a statistics file anew for a read, and hands it out whole if it fits.
            file.read(buffer, 0);
        } catch (IOException e) {
            files.remove(name);
            file.close();
            throw e;
        }
    }

    private Optional<FileChannel> open(String name) throws IOException {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileChannel.open(directory.get().resolve(name), StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            if (gone()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private boolean gone() {
        return directory.isPresent() && !Files.isDirectory(directory.get());
    }

    @Override
    public void close() {
        for (Optional<FileChannel> file : files.values()) {
            file.ifPresent(StatFolder::close);
        }
        files.clear();
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new CgroupException("close cgroup statistics: " + CgroupFile.reason(e), e);
        }
    }
}
