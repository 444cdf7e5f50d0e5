package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Spec.Capabilities;

/// The five capability sets as this kernel can have them, and what had to be left out.
///
/// @param warnings for the log
record CapabilitySets(
        long bounding, long effective, long permitted, long inheritable, long ambient, List<String> warnings) {
    CapabilitySets {
        warnings = List.copyOf(warnings);
    }

    /// @param asked absent: none at all
    static CapabilitySets of(Optional<Capabilities> asked, HostFacts host) {
        List<String> none = List.of();
        Capabilities names = asked.orElse(new Capabilities(none, none, none, none, none));
        List<String> unknown = new ArrayList<>();
        int last = host.lastCapability();
        long bounding = Capability.mask(names.bounding(), last, unknown);
        long effective = Capability.mask(names.effective(), last, unknown);
        long permitted = Capability.mask(names.permitted(), last, unknown);
        long inheritable = Capability.mask(names.inheritable(), last, unknown);
        long ambient = Capability.mask(names.ambient(), last, unknown);

        List<String> warnings = new ArrayList<>();
        for (String name : new LinkedHashSet<>(unknown)) {
            warnings.add("capability " + name + " is unknown to this kernel and left out");
        }
        for (String name : Capability.names(effective & ~permitted)) {
            warnings.add("capability " + name + " is effective but not permitted and left out");
        }
        for (String name : Capability.names(ambient & ~(permitted & inheritable))) {
            warnings.add("capability " + name + " is ambient but not both permitted and inheritable and left out");
        }
        return new CapabilitySets(
                bounding, effective & permitted, permitted, inheritable, ambient & permitted & inheritable, warnings);
    }
}
