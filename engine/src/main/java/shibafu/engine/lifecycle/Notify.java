package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.state.ContainerId;

/// The socket by which a container tells its service manager that it is ready (sd_notify(3)): in a directory of its
/// record, which is mounted in the container. It is made at the start, by whoever passes on what is told there.
record Notify(Parts parts) {
    private static final String SOCKET = "notify.sock";
    private static final String INSIDE = "/run/notify";

    /// Makes the directory.
    ///
    /// @return the configuration of a container that knows of the socket, in runc's place
    Spec promise(ContainerId id, Spec spec) {
        Path directory = directory(id);
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new ShibafuException("make directory " + directory + ": " + e.getMessage(), e);
        }
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        mounts.add(new MountSpec(
                INSIDE, "bind", directory.toString(), List.of("bind", "nosuid", "noexec", "nodev", "ro")));
        Spec mounted = spec.withMounts(mounts);
        return spec.process().map(process -> mounted.withProcess(told(process))).orElse(mounted);
    }

    private static ProcessSpec told(ProcessSpec process) {
        List<String> environment = new ArrayList<>(process.env());
        environment.add("NOTIFY_SOCKET=" + INSIDE + "/" + SOCKET);
        return process.withEnv(environment);
    }

    /// Where the socket is to be made; absent if none was promised.
    Optional<Path> socket(ContainerId id) {
        Path directory = directory(id);
        return Files.isDirectory(directory) ? Optional.of(directory.resolve(SOCKET)) : Optional.empty();
    }

    private Path directory(ContainerId id) {
        return parts.states().directory(id).resolve("notify");
    }
}
