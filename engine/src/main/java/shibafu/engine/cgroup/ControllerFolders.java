package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import shibafu.engine.spec.Resources;

/// Where each controller has its files for one cgroup. On a hybrid host some have them in a v1 tree of their own, the
/// others in the v2 tree beside.
///
/// @param v1 by the name that v1 has for the controller
/// @param v2 by the name that v2 has for it
record ControllerFolders(Map<String, Folder> v1, Map<String, Folder> v2) {
    ControllerFolders {
        v1 = Map.copyOf(v1);
        v2 = Map.copyOf(v2);
    }

    Optional<Folder> folder(String controller) {
        return Optional.ofNullable(v1.get(controller)).or(() -> Optional.ofNullable(v2.get(controller)));
    }

    /// How a controller's files are to be read and written.
    CgroupVersion version(String controller) {
        return v1.containsKey(controller) || v2.isEmpty() ? CgroupVersion.V1 : CgroupVersion.V2;
    }

    /// The limits of every controller, then `unified` as it stands, sorted so that a plan reads the same each time.
    ///
    /// @throws CgroupException if a limit can't be, or needs a controller that is not here
    List<CgroupWrite> limits(List<Controller> controllers, Resources wanted) {
        List<CgroupWrite> writes = new ArrayList<>();
        for (Controller controller : controllers) {
            String nameOnV1 = Controller.onV1(controller.name());
            Folder own = v1.get(nameOnV1);
            Folder beside = v2.get(controller.name());
            if (own != null) {
                writes.addAll(controller.v1(wanted, own));
            } else if (beside != null) {
                writes.addAll(controller.v2(wanted, beside));
            } else if (controller.needed(wanted)) {
                throw missing(nameOnV1);
            }
        }
        new TreeMap<>(wanted.unified()).forEach((file, value) -> writes.addAll(unified(file, value)));
        return writes;
    }

    private List<CgroupWrite> unified(String file, String value) {
        if (file.contains("/") || !file.contains(".")) {
            throw new CgroupException("set unified resource \"" + file + "\": it is no name of a cgroup file");
        }
        if (v2.isEmpty()) {
            throw new CgroupException(
                    "set unified resource \"" + file + "\": this host has cgroup v1, which has no such files");
        }
        String controller = file.substring(0, file.indexOf('.'));
        Folder folder = controller.equals("cgroup") ? v2.values().iterator().next() : v2.get(controller);
        if (folder == null && !v1.isEmpty()) {
            throw new CgroupException("set unified resource \"" + file
                    + "\": this host has \"" + controller + "\" on cgroup v1; its v2 tree has: "
                    + String.join(", ", new TreeSet<>(v2.keySet())));
        }
        // A controller that we know nothing of; the cgroups above have been asked to hand it on.
        Folder at = folder == null ? v2.values().iterator().next() : folder;
        // The kernel takes one line at a time (io.max).
        return value.lines().map(line -> at.set(file, line)).toList();
    }

    private CgroupException missing(String controller) {
        return new CgroupException("set %s limits: this host has no v1 controller \"%s\" mounted; there are: %s"
                .formatted(controller, controller, String.join(", ", new TreeSet<>(v1.keySet()))));
    }
}
