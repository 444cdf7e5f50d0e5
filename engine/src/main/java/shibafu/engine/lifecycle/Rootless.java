package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.ShibafuException;

/// An ordinary user's Shibafu: the front has made it root of a user namespace of theirs (`rootless.c`).
public final class Rootless {
    private static final String MARK = "SHIBAFU_ROOTLESS";

    private Rootless() {}

    /// Whether the environment is that of a front that serves a user.
    public static boolean is(Map<String, String> environment) {
        return environment.containsKey(MARK);
    }

    /// For what is gone after a reboot.
    static Path runtime(Map<String, String> environment) {
        return absolute(environment, "XDG_RUNTIME_DIR")
                .map(directory -> directory.resolve("shibafu"))
                .orElseThrow(() -> new ShibafuException("find a place for records: XDG_RUNTIME_DIR is not set"));
    }

    /// For what stays.
    static Path data(Map<String, String> environment) {
        return absolute(environment, "XDG_DATA_HOME")
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".local/share")))
                .map(directory -> directory.resolve("shibafu"))
                .orElseThrow(
                        () -> new ShibafuException("find a place for images: neither XDG_DATA_HOME nor HOME is set"));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> text.startsWith("/"))
                .map(Path::of);
    }
}
