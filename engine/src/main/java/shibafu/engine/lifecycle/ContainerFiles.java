package shibafu.engine.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.copy.IdMaps;
import shibafu.engine.copy.Sink;
import shibafu.engine.copy.TarSink;
import shibafu.engine.copy.TreeSource;
import shibafu.engine.disk.IoReason;
import shibafu.engine.kernel.DetachedOverlay;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;

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

    private IdMaps ids() {
        LinuxSpec linux = parts.config(state.id()).linux();
        return new IdMaps(linux.uidMappings(), linux.gidMappings());
    }

    /// Its root without what is mounted in it, to be read.
    private HeldPath unmounted() throws IOException {
        Optional<Spec.Overlay> overlay = overlay();
        if (overlay.isEmpty()) {
            return HeldPath.of(state.rootfs());
        }
        List<Path> layers = new ArrayList<>(List.of(Path.of(overlay.get().upper())));
        overlay.get().lower().forEach(layer -> layers.add(Path.of(layer)));
        return DetachedOverlay.readOnly(layers);
    }

    private Optional<Spec.Overlay> overlay() {
        return state.imageRootfs()
                .flatMap(image ->
                        parts.rootfs().reopen(state.id().value(), image).root().overlay());
    }
}
