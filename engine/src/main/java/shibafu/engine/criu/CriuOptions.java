package shibafu.engine.criu;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a caller of `checkpoint` or `restore` asks for; libcontainer's CriuOpts.
///
/// @param program criu, absolute
/// @param images directory of the image, absolute
/// @param work directory of logs and statistics, absolute
/// @param parent directory of an earlier image that this one builds on, relative to `images`
/// @param preDump only memory is written, and the container goes on: the image that a later one builds on
/// @param pageServer who takes the memory: ADDRESS:PORT of `criu page-server`
/// @param statusFd the caller's descriptor that gets a zero byte once pages can be asked for
/// @param cgroupsMode criu's word: `soft`, `full`, `strict`, `ignore`
/// @param emptyNetwork whether the network namespace is left empty, for the caller to fill
/// @param lsmProfile TYPE:NAME of the profile to go on with
/// @param lsmMountContext SELinux context of mounts to go on with
public record CriuOptions(
        Path program,
        Path images,
        Path work,
        Set<CriuSwitch> switches,
        Optional<String> parent,
        boolean preDump,
        Optional<PageServer> pageServer,
        OptionalInt statusFd,
        Optional<String> cgroupsMode,
        boolean emptyNetwork,
        Optional<String> lsmProfile,
        Optional<String> lsmMountContext) {
    public CriuOptions {
        switches = Set.copyOf(switches);
    }

    /// Where `criu page-server` listens.
    public record PageServer(String address, int port) {}

    /// Whether the container still runs when its image is written.
    public boolean leavesRunning() {
        return preDump || switches.contains(CriuSwitch.LEAVE_RUNNING);
    }
}
