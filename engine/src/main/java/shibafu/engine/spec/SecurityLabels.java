package shibafu.engine.spec;

import java.util.Optional;

/// What security modules call the process.
///
/// @param apparmorProfile a profile that is loaded, or `unconfined`
/// @param selinuxLabel such as `system_u:system_r:container_t:s0:c1,c2`
public record SecurityLabels(Optional<String> apparmorProfile, Optional<String> selinuxLabel) {
    public static final SecurityLabels NONE = new SecurityLabels(Optional.empty(), Optional.empty());
}
