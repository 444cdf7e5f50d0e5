package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A cgroup with a limit on memory, which swap does not stretch, for containers to be put into; removed at the end from
/// every tree.
record ParentCgroup(String name) implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    static ParentCgroup make(String name, long limitBytes) throws IOException {
        boolean v1 = Files.isDirectory(ROOT.resolve("memory"));
        Path directory = v1 ? ROOT.resolve("memory" + name) : ROOT.resolve(name.substring(1));
        Files.createDirectory(directory);
        if (v1) {
            Files.writeString(directory.resolve("memory.limit_in_bytes"), Long.toString(limitBytes));
            writeIfThere(directory.resolve("memory.memsw.limit_in_bytes"), Long.toString(limitBytes));
        } else {
            Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory");
            Files.writeString(directory.resolve("memory.max"), Long.toString(limitBytes));
            writeIfThere(directory.resolve("memory.swap.max"), "0");
        }
        return new ParentCgroup(name);
    }

    private static void writeIfThere(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }

    @Override
    public void close() throws IOException {
        for (Path directory : directories()) {
            for (int attempt = 0; Files.isDirectory(directory); attempt++) {
                try {
                    Files.delete(directory);
                } catch (IOException e) {
                    if (attempt == 200) {
                        throw e;
                    }
                    LockSupport.parkNanos(10_000_000); // a killed process leaves its cgroup a moment later
                }
            }
        }
    }

    private List<Path> directories() throws IOException {
        return CgroupNames.find(name.substring(1));
    }
}
