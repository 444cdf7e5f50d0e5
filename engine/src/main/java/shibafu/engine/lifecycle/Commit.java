package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.CommitRequest;
import shibafu.engine.image.ConfigChange;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageConfig;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

/// `commit`: an image of what a container has changed, to be run as the container is.
public record Commit(ContainerFactory factory) {
    // What the engine sets itself, and not the image.
    private static final Set<String> OWN = Set.of("HOME", "HOSTNAME", "TERM", "container");

    /// @param name of the image
    /// @param changes instructions (see [ConfigChange])
    /// @param pause whether it is frozen meanwhile, if it runs
    public Image run(
            Container container, String name, List<String> changes, String author, String message, boolean pause) {
        ContainerState state = container.state();
        Path base = state.imageRootfs()
                .orElseThrow(() ->
                        new ShibafuException("commit " + state.id() + ": it stands on a bundle, and on no image"));
        Spec spec = container.config();
        ImageConfig config = config(configOf(base), spec);
        for (String change : changes) {
            config = ConfigChange.apply(config, change);
        }
        List<String> mountPoints = new ArrayList<>(List.of("etc/hosts", "etc/hostname", "etc/resolv.conf"));
        spec.mounts().forEach(mount -> mountPoints.add(mount.destination().replaceFirst("^/+", "")));
        Path upper = factory.logFile(state.id()).resolveSibling("upper");
        CommitRequest asked = new CommitRequest(name, base, upper, mountPoints, config, author, message);
        boolean freeze = pause && container.status().canPause();
        if (freeze) {
            container.pause();
        }
        try {
            return factory.images().commit(asked);
        } finally {
            if (freeze) {
                container.resume();
            }
        }
    }

    /// How the image is to be run that the container stands on, if that still has a name.
    private ImageConfig configOf(Path base) {
        return factory.images().list().stream()
                .filter(image -> image.rootfs().equals(base))
                .findFirst()
                .map(Image::config)
                .orElse(ImageConfig.NONE);
    }

    private static ImageConfig config(ImageConfig image, Spec spec) {
        Optional<ProcessSpec> process = spec.process();
        if (process.isEmpty()) {
            return image;
        }
        List<String> args = process.get().args();
        int entry = image.entrypoint().size();
        boolean own = args.size() >= entry && args.subList(0, entry).equals(image.entrypoint());
        ImageConfig made = own
                ? image.withCommand(image.entrypoint(), args.subList(entry, args.size()))
                : image.withCommand(List.of(), args);
        List<String> env = image.env();
        for (String variable : process.get().env()) {
            String[] pair = variable.split("=", 2);
            if (!OWN.contains(pair[0])) {
                env = ConfigChange.env(env, List.of(pair[0], pair.length > 1 ? pair[1] : ""));
            }
        }
        made = made.withEnv(env);
        int uid = process.get().user().uid();
        int gid = process.get().user().gid();
        boolean asImage = !image.user().isEmpty() || (uid == 0 && gid == 0);
        made = asImage ? made : made.withUser(uid + ":" + gid);
        String cwd = process.get().cwd();
        return cwd.equals("/") && image.workingDir().isEmpty() ? made : made.withWorkingDir(cwd);
    }
}
