package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.volume.VolumeName;

/// What `--volume` says: `[HOST|VOLUME:]PATH[:OPTIONS]`, as docker and podman have it.
final class VolumeText {
    private static final Set<String> KERNEL = Set.of(
            "ro",
            "rw",
            "exec",
            "noexec",
            "suid",
            "nosuid",
            "dev",
            "nodev",
            "private",
            "rprivate",
            "shared",
            "rshared",
            "slave",
            "rslave",
            "unbindable",
            "runbindable");

    /// Of other systems: file sharing with a virtual machine, and what is so anyway.
    private static final Set<String> NOTHING = Set.of("", "cached", "delegated", "consistent", "copy");

    private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");

    private final String text;
    private final List<String> options = new ArrayList<>();
    private boolean copy = true;
    private boolean recursive = true;

    private VolumeText(String text) {
        this.text = text;
    }

    static void parse(String text, Path workingDirectory, Mounting mounting) {
        String[] parts = text.split(":", -1);
        VolumeText volume = new VolumeText(text);
        if (parts.length == 1) {
            mounting.anonymous(volume.destination(parts[0]), List.of(), true);
            return;
        }
        if (parts.length > 3) {
            throw volume.wrong("it has too many colons");
        }
        String destination = volume.destination(parts[1]);
        if (parts.length == 3) {
            List.of(parts[2].split(",", -1)).forEach(volume::option);
        }
        if (VolumeName.isName(parts[0])) {
            mounting.volume(parts[0], destination, volume.options, volume.copy);
        } else {
            mounting.mount(volume.bind(parts[0], destination, workingDirectory));
        }
    }

    private MountSpec bind(String host, String destination, Path workingDirectory) {
        if (host.indexOf('/') < 0 && !host.startsWith(".")) {
            throw wrong("'" + host + "' is neither a path nor the name of a volume");
        }
        Path source = workingDirectory.resolve(host).normalize();
        if (!Files.exists(source)) {
            throw wrong(source + " does not exist on the host; make it first");
        }
        List<String> all = new ArrayList<>();
        all.add(recursive ? "rbind" : "bind");
        if (options.stream().noneMatch(VolumeText::isPropagation)) {
            all.add("rprivate");
        }
        all.addAll(options);
        return new MountSpec(destination, "bind", source.toString(), all);
    }

    private void option(String option) {
        switch (option) {
            case "nocopy" -> copy = false;
            case "bind" -> recursive = false;
            case "rbind" -> recursive = true;
            case "z", "Z" -> {
                if (Files.exists(SELINUX)) {
                    throw wrong("files are not relabelled here; run chcon -Rt container_file_t on them");
                }
            }
            default -> {
                if (KERNEL.contains(option)) {
                    options.add(option);
                } else if (!NOTHING.contains(option)) {
                    throw wrong("option '" + option + "' is unknown");
                }
            }
        }
    }

    private String destination(String path) {
        if (!path.startsWith("/")) {
            throw wrong("'" + path + "' is not an absolute path inside");
        }
        if (Path.of(path).normalize().getNameCount() == 0) {
            throw wrong("destination can't be '/'");
        }
        return path;
    }

    private static boolean isPropagation(String option) {
        return option.endsWith("private")
                || option.endsWith("shared")
                || option.endsWith("slave")
                || option.endsWith("unbindable");
    }

    private ShibafuException wrong(String why) {
        return new ShibafuException("volume '" + text + "': " + why + "; write [HOST|VOLUME:]PATH[:OPTIONS]");
    }
}
