package shibafu.engine.warm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.disk.SmallFile;

/// Where a process stands: who stands elsewhere means other files and processes by the same names. The words are those
/// that a front tells of itself (`front.c`, `put_place`).
final class Place {
    private static final List<String> NAMESPACES = List.of("mnt", "pid", "user", "net", "cgroup");

    private static final int CGROUPS_BYTES = 4095;

    private Place() {}

    static List<String> own() {
        try {
            List<String> words = new ArrayList<>();
            for (String name : NAMESPACES) {
                words.add(
                        Files.readSymbolicLink(Path.of("/proc/self/ns/" + name)).toString());
            }
            Map<String, Object> root = Files.readAttributes(Path.of("/"), "unix:dev,ino");
            words.add("root:[" + root.get("dev") + " " + root.get("ino") + "]");
            if (!ProcessUser.isRoot()) {
                words.add(cgroups()); // where others may make more of them depends on their own
            }
            return words;
        } catch (IOException e) {
            throw new ShibafuException("find out where this process stands: " + e + "; is /proc mounted?", e);
        }
    }

    private static String cgroups() throws IOException {
        byte[] bytes = SmallFile.start(Path.of("/proc/self/cgroup"));
        return new String(bytes, 0, Math.min(bytes.length, CGROUPS_BYTES), StandardCharsets.UTF_8);
    }
}
