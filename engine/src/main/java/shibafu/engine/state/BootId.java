package shibafu.engine.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import shibafu.engine.disk.SmallFile;

/// Which boot of the machine this is (random(4), `/proc/sys/kernel/random/boot_id`): pids and start times of another
/// say nothing of today's processes.
public final class BootId {
    /// This one's; empty where the kernel does not say.
    public static final String NOW = read(Path.of("/proc/sys/kernel/random/boot_id"));

    private BootId() {}

    private static String read(Path file) {
        try {
            return new String(SmallFile.start(file), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /// A record that was written in this boot as it is; of another boot, the same without its processes.
    ///
    /// @param boot in which it was written; empty if it does not say
    static ContainerState settle(ContainerState state, String boot) {
        if (boot.isEmpty() || NOW.isEmpty() || boot.equals(NOW)) {
            return state;
        }
        return state.change()
                .init(gone(state.init()))
                .supervisor(gone(state.supervisor()))
                .creator(gone(state.creator()))
                .build();
    }

    private static ProcessRef gone(ProcessRef process) {
        return process.isNone() ? process : ProcessRef.GONE;
    }
}
