package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.volume.VolumeUse;

/// `--volumes-from`: what another container has of the host and of volumes.
final class InheritedVolumes {
    private InheritedVolumes() {}

    static void add(Mounting mounting, ContainerFactory factory, String text) {
        String[] words = text.split(":", 2);
        String mode = words.length == 2 ? words[1] : "";
        if (!List.of("", "ro", "rw", "z", "Z").contains(mode)) {
            throw new ShibafuException("volumes-from '" + text + "' is not CONTAINER[:ro]");
        }
        Container other = factory.load(words[0]);
        List<VolumeUse> volumes = factory.volumesOf(other);
        boolean going =
                other.state().removeOnExit() && volumes.stream().anyMatch(use -> use.anonymous() && !use.inherited());
        if (going) {
            throw new ShibafuException("volumes-from " + words[0]
                    + ": its volumes go when it ends (--rm); give them names, or leave --rm out");
        }
        Path own = factory.logFile(other.state().id()).resolveSibling(".").normalize();
        for (MountSpec mount : other.config().mounts()) {
            // Devices and shared memory are bound, too, but are no volumes.
            boolean volume = !Path.of(mount.source()).startsWith(own)
                    && !Path.of(mount.destination()).startsWith("/dev");
            if (mount.type().equals("bind") && volume) {
                inherit(mounting, mount, volumes, mode);
            }
        }
    }

    private static void inherit(Mounting mounting, MountSpec mount, List<VolumeUse> volumes, String mode) {
        List<String> options = new ArrayList<>(mount.options());
        if (mode.equals("ro") || mode.equals("rw")) {
            options.remove("ro");
            options.remove("rw");
            options.add(mode);
        }
        MountSpec changed = new MountSpec(mount.destination(), mount.type(), mount.source(), options);
        Optional<VolumeUse> volume = volumes.stream()
                .filter(use -> use.destination().equals(mount.destination()))
                .findFirst();
        volume.ifPresentOrElse(use -> mounting.inherited(use, changed), () -> mounting.mount(changed));
    }
}
