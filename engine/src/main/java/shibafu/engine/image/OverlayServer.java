package shibafu.engine.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.IoReason;
import shibafu.engine.kernel.Descriptor;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.ServedOverlay;
import shibafu.engine.kernel.Xattr;
import shibafu.engine.spec.Spec;

/// A program that joins layers where the kernel does not: fuse-overlayfs(1), which keeps a container's layer nearly as
/// overlayfs does ([UpperLayer]).
record OverlayServer(Path program) {
    private static final String NAME = "fuse-overlayfs";
    private static final List<String> PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");
    private static final String TRIAL = ".shibafu-trial";
    private static final String PROBE = "user.shibafu";

    /// The one that is installed; none where it would not get at the kernel.
    static Optional<OverlayServer> find() {
        return PATH.stream()
                .map(directory -> Path.of(directory, NAME))
                .filter(Files::isExecutable)
                .filter(program -> opens())
                .map(OverlayServer::new)
                .findFirst();
    }

    private static boolean opens() {
        try (Descriptor device = Descriptor.both(ServedOverlay.DEVICE)) {
            return device.number() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    Spec.Overlay over(Spec.Overlay layer) {
        return new Spec.Overlay(layer.lower(), layer.upper(), layer.work(), Optional.of(program.toString()));
    }

    /// Why it can't, seen by trying; empty if it can.
    static Optional<String> refusal(Spec.Overlay layer) {
        try (HeldPath root = ServedOverlay.hold(layer.command(), true)) {
            // Without these it forgets, once it is started anew, what the container had removed.
            if (!Xattr.setIfPossible(Path.of(layer.work()), PROBE, new byte[] {'y'})) {
                return Optional.of(NAME + " wants extended attributes");
            }
            Files.createFile(root.pathOf(TRIAL));
            Files.delete(root.pathOf(TRIAL));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(NAME + " does not work there: " + IoReason.of(e));
        }
    }
}
