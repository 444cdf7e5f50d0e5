package shibafu.engine.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.copy.IdMaps;
import shibafu.engine.copy.Side;
import shibafu.engine.copy.Sink;
import shibafu.engine.copy.TarSink;
import shibafu.engine.copy.TreeSource;
import shibafu.engine.disk.IoReason;
import shibafu.engine.kernel.DetachedOverlay;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.ServedOverlay;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateLock;

/// The files of a container, whether it runs or not. They are its own, and may lie: nothing of them is followed but
/// within its root.
public record ContainerFiles(Parts parts, ContainerState state) {

    /// Writes all of its root file system as a tar: its image's files with what it changed, but nothing that is
    /// mounted in it.
    ///
    /// @param out left open
    public void export(OutputStream out) {
        try (HeldPath root = unmounted()) {
            Sink tar = new TarSink(out);
            new TreeSource(ids(), tar).content(root, "");
            tar.finish();
        } catch (IOException e) {
            throw new ShibafuException("export " + state.name() + ": " + IoReason.of(e), e);
        }
    }

    /// Copies from it to the host, or from the host to it.
    ///
    /// @param path in it, from its root
    /// @param copy what to do with it
    public void copyOut(String path, Copying copy) {
        try (HeldPath root = isAlive() ? mounted() : unmounted(path)) {
            copy.with(new Side(root, path, ids()));
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /// The same where it is written into: a container that does not run is not started meanwhile.
    public void copyIn(String path, Copying copy) {
        try {
            if (isAlive()) {
                try (HeldPath root = mounted()) {
                    copy.with(new Side(root, path, ids()));
                }
                return;
            }
            try (StateLock lock = parts.states().lock(state.id())) {
                if (parts.status(parts.states().load(lock.id())) != ContainerStatus.STOPPED) {
                    throw new IOException("it has just been started: try again");
                }
                requireNoVolume(path);
                try (HeldPath root = writable()) {
                    copy.with(new Side(root, path, ids()));
                }
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /// What is done with one side of a copy.
    @FunctionalInterface
    public interface Copying {
        void with(Side container) throws IOException;
    }

    private ShibafuException failed(String path, IOException e) {
        return new ShibafuException("copy " + state.name() + ":" + path + ": " + IoReason.of(e), e);
    }

    private boolean isAlive() {
        return parts.status(state).canSignal();
    }

    /// Its root as it sees it, with all that is mounted there.
    private HeldPath mounted() throws IOException {
        HeldPath root = HeldPath.of(Path.of("/proc/" + state.init().pid() + "/root"));
        try (HeldPath own = HeldPath.of(Path.of("/"))) {
            // Only now: that it lives yet means that the pid was its own before.
            if (!parts.probe().isAlive(state.init())) {
                throw new IOException("it has just ended: try again");
            }
            if (root.mountId().equals(own.mountId())) {
                throw new IOException("it has no root of its own");
            }
            return root;
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    private HeldPath unmounted(String path) throws IOException {
        requireNoVolume(path);
        return unmounted();
    }

    /// What would be found there is not what the container sees when it runs.
    private void requireNoVolume(String path) throws IOException {
        Path asked = Path.of("/" + path).normalize();
        for (Spec.MountSpec mount : parts.config(state.id()).mounts()) {
            if (mount.type().equals("bind") && asked.startsWith(mount.destination())) {
                throw new IOException("it is in " + mount.destination()
                        + ", which is mounted only while the container runs: start it, or copy from the volume itself");
            }
        }
    }

    private HeldPath writable() throws IOException {
        Spec.Root root = root();
        if (root.overlay().isEmpty()) {
            return HeldPath.of(Path.of(root.path()));
        }
        Spec.Overlay overlay = root.overlay().get();
        if (overlay.server().isPresent()) {
            return ServedOverlay.hold(overlay.command(), true);
        }
        return DetachedOverlay.writable(
                overlay.lower().stream().map(Path::of).toList(), Path.of(overlay.upper()), Path.of(overlay.work()));
    }

    private IdMaps ids() {
        LinuxSpec linux = parts.config(state.id()).linux();
        return new IdMaps(linux.uidMappings(), linux.gidMappings());
    }

    /// Its root without what is mounted in it, to be read.
    private HeldPath unmounted() throws IOException {
        Spec.Root root = root();
        if (root.overlay().isEmpty()) {
            return HeldPath.of(Path.of(root.path()));
        }
        Spec.Overlay overlay = root.overlay().get().readOnly();
        return overlay.server().isPresent()
                ? ServedOverlay.hold(overlay.command(), false)
                : DetachedOverlay.readOnly(
                        overlay.lower().stream().map(Path::of).toList());
    }

    /// The root that was made for it; that of a record without an image is the bundle's own. The record's path is
    /// that of the image, which others stand on.
    private Spec.Root root() {
        return state.imageRootfs()
                .map(image -> parts.rootfs().reopen(state.id().value(), image).root())
                .orElseGet(() -> new Spec.Root(state.rootfs().toString(), false, Optional.empty()));
    }
}
