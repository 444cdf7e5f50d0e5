package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// Options that mount something into the container.
final class MountOptions {
    @Option(
            names = {"-v", "--volume"},
            paramLabel = "HOST:CONTAINER[:ro]",
            description = "Make a file or directory of the host visible inside.")
    private List<String> volumes = new ArrayList<>();

    @Option(
            names = "--tmpfs",
            paramLabel = "CONTAINER[:OPTIONS]",
            description = "Mount an empty file system in memory, such as /tmp:size=64m.")
    private List<String> tmpfs = new ArrayList<>();

    Spec apply(Spec spec, String workingDirectory) {
        List<MountSpec> mounts = new ArrayList<>(spec.mounts());
        volumes.forEach(volume -> mounts.add(volume(volume, Path.of(workingDirectory))));
        tmpfs.forEach(entry -> mounts.add(tmpfs(entry)));
        return spec.withMounts(mounts);
    }

    private static MountSpec volume(String text, Path workingDirectory) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || !parts[1].startsWith("/")) {
            throw new ShibafuException(
                    "volume '" + text + "' is not HOST:CONTAINER[:OPTIONS] with an absolute path inside");
        }
        Path source = workingDirectory.resolve(parts[0]).normalize();
        if (!Files.exists(source)) {
            throw new ShibafuException(
                    "volume '" + text + "': " + source + " does not exist on the host; make it first");
        }
        List<String> options = new ArrayList<>(List.of("rbind", "rprivate"));
        if (parts.length == 3) {
            options.addAll(List.of(parts[2].split(",")));
        }
        return new MountSpec(parts[1], "bind", source.toString(), options);
    }

    private static MountSpec tmpfs(String text) {
        String[] parts = text.split(":", 2);
        if (!parts[0].startsWith("/")) {
            throw new ShibafuException("tmpfs '" + text + "' is not CONTAINER[:OPTIONS] with an absolute path");
        }
        List<String> options = new ArrayList<>(List.of("nosuid", "nodev", "noexec"));
        if (parts.length == 2) {
            options.addAll(List.of(parts[1].split(",")));
        }
        return new MountSpec(parts[0], "tmpfs", "tmpfs", options);
    }
}
