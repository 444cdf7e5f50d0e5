package shibafu.engine.systemd;

import java.nio.file.Path;
import java.util.Optional;

/// Which systemd is asked: that of the machine, or a user's own (`systemd --user`).
///
/// @param word as records of containers write it
/// @param address where it listens, as D-Bus writes it
/// @param defaultSlice where its scopes go that ask for no slice
public record Bus(String word, String address, String defaultSlice) {
    private static final String SYSTEM = "system";
    private static final String USER = "user";

    static Bus system() {
        return new Bus(SYSTEM, "unix:path=/run/dbus/system_bus_socket", "system.slice");
    }

    /// @param runtimeDirectory XDG_RUNTIME_DIR
    static Bus user(Path runtimeDirectory) {
        return new Bus(USER, "unix:path=" + runtimeDirectory.resolve("bus"), "user.slice");
    }

    /// That which a user may command.
    ///
    /// @param uid of this process
    /// @param runtimeDirectory XDG_RUNTIME_DIR, if it is set
    public static Bus of(int uid, Optional<String> runtimeDirectory) {
        return named(uid == 0 ? SYSTEM : USER, uid, runtimeDirectory);
    }

    /// @param word as in [#word]
    public static Bus named(String word, int uid, Optional<String> runtimeDirectory) {
        return word.equals(SYSTEM)
                ? system()
                : user(runtimeDirectory.map(Path::of).orElse(Path.of("/run/user/" + uid)));
    }
}
