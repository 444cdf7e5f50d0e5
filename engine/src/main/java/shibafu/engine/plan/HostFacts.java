package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.Optional;

/// What a plan must know of the host. Pure: whoever makes a request reads it.
///
/// @param lastCapability the kernel's highest capability number, `/proc/sys/kernel/cap_last_cap`
/// @param userNamespace whether the engine itself runs in a user namespace other than the host's: it cannot make
///     device nodes then
/// @param uid the engine's effective uid
/// @param resctrl where resctrl is mounted; absent where it is not
public record HostFacts(int lastCapability, boolean userNamespace, int uid, Optional<Path> resctrl) {
    /// A host without resctrl.
    public HostFacts(int lastCapability, boolean userNamespace, int uid) {
        this(lastCapability, userNamespace, uid, Optional.empty());
    }
}
