package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Resources.DeviceRule;

/// `devices`: which device nodes may be opened and made. v1 has files for it; v2 has none and runs a program
/// ([DeviceProgram]).
///
/// What a config does not mention is denied. After its own rules come those that every container needs, as with runc:
/// making any node (not opening it), and the standard devices.
final class DevicesController implements Controller {
    private static final List<DeviceMatch> DEFAULTS = List.of(
            DeviceMatch.allow('c', -1, -1, "m"),
            DeviceMatch.allow('b', -1, -1, "m"),
            DeviceMatch.allow('c', 1, 3, "rwm"), // null
            DeviceMatch.allow('c', 1, 5, "rwm"), // zero
            DeviceMatch.allow('c', 1, 7, "rwm"), // full
            DeviceMatch.allow('c', 1, 8, "rwm"), // random
            DeviceMatch.allow('c', 1, 9, "rwm"), // urandom
            DeviceMatch.allow('c', 5, 0, "rwm"), // tty
            DeviceMatch.allow('c', 5, 2, "rwm"), // ptmx
            DeviceMatch.allow('c', 136, -1, "rwm"), // pts
            DeviceMatch.allow('c', 10, 200, "rwm")); // net/tun

    @Override
    public String name() {
        return "devices";
    }

    /// A container without it could open every disk of the host: its absence is never passed over.
    @Override
    public boolean needed(Resources wanted) {
        return !allowsAll(rules(wanted));
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        return DeviceList.of(rules(wanted)).writes(folder);
    }

    /// Nothing to write.
    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        return List.of();
    }

    /// v2: the program to attach; empty if every device is allowed.
    static Optional<byte[]> program(Resources wanted) {
        List<DeviceMatch> rules = rules(wanted);
        return allowsAll(rules) ? Optional.empty() : Optional.of(DeviceProgram.compile(rules));
    }

    private static boolean allowsAll(List<DeviceMatch> rules) {
        for (DeviceMatch rule : rules.reversed()) {
            if (!rule.allow()) {
                return false;
            }
            if (rule.everything()) {
                return true;
            }
        }
        return false;
    }

    /// The rules of a config, then the defaults that do not already stand among its last ones.
    static List<DeviceMatch> rules(Resources wanted) {
        List<DeviceMatch> rules = new ArrayList<>();
        List<DeviceMatch> sinceDenied = new ArrayList<>();
        for (DeviceRule rule : wanted.devices()) {
            DeviceMatch match = DeviceMatch.of(rule);
            if (!match.allow()) {
                sinceDenied.clear();
            }
            sinceDenied.add(match);
            rules.add(match);
        }
        DEFAULTS.stream().filter(d -> !sinceDenied.contains(d)).forEach(rules::add);
        return rules;
    }
}
