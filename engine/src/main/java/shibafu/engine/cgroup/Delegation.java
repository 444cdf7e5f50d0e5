package shibafu.engine.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import shibafu.engine.spec.Resources;

/// v2: which controllers the cgroups above a container must hand on, and do not yet. Only what is missing is written:
/// a write costs a walk over the tree, and fails in a cgroup that holds processes itself.
///
/// @param controllers those that the container's cgroup will have
record Delegation(Set<String> controllers, List<CgroupWrite> writes) {

    /// Asked for without a limit too, for their statistics, where they can be had.
    private static final List<String> WISHED =
            List.of("cpuset", "cpu", "io", "memory", "hugetlb", "pids", "rdma", "misc");

    /// @param needed the controllers that the container's cgroup must have, from [#needed]
    static Delegation plan(Folder own, Set<String> needed) {
        List<Folder> above = above(own);
        List<CgroupWrite> writes = new ArrayList<>();
        Set<String> available = words(above.getFirst(), "cgroup.controllers").orElse(Set.of());
        for (Folder folder : above) {
            // A directory that does not stand yet will have what the one above hands on.
            available = words(folder, "cgroup.controllers").orElse(available);
            Set<String> enabled = words(folder, "cgroup.subtree_control").orElse(Set.of());
            refuseMissing(needed, available, folder);
            Set<String> missing = new LinkedHashSet<>(WISHED);
            missing.addAll(needed);
            missing.retainAll(available);
            missing.removeAll(enabled);
            if (!missing.isEmpty() && denied(folder)) {
                refuseUndelegated(needed, enabled, folder);
                missing.clear();
            }
            if (!missing.isEmpty() && holdsProcesses(folder)) {
                refuseOccupied(needed, enabled, folder);
                missing.clear();
            }
            if (!missing.isEmpty()) {
                writes.add(folder.set(
                        "cgroup.subtree_control",
                        missing.stream().map(c -> "+" + c).collect(Collectors.joining(" "))));
            }
            Set<String> handedOn = new HashSet<>(enabled);
            handedOn.addAll(missing);
            available = handedOn;
        }
        return new Delegation(available, List.copyOf(writes));
    }

    /// The controllers that a cgroup can hand on to those below it; none if it does not stand.
    static Set<String> available(Folder folder) {
        return words(folder, "cgroup.controllers").orElse(Set.of());
    }

    /// What limits ask for. A device program needs no controller on v2.
    static Set<String> needed(Resources wanted) {
        Set<String> needed = new LinkedHashSet<>();
        for (Controller controller : Controller.ALL) {
            if (!(controller instanceof DevicesController) && controller.needed(wanted)) {
                needed.add(controller.name());
            }
        }
        for (String file : wanted.unified().keySet()) {
            String controller = file.substring(0, Math.max(0, file.indexOf('.')));
            if (!controller.equals("cgroup")) {
                needed.add(controller);
            }
        }
        return needed;
    }

    private static void refuseMissing(Set<String> needed, Set<String> available, Folder folder) {
        for (String controller : needed) {
            if (!available.contains(controller)) {
                throw new CgroupException(
                        "set %s limits: the controller \"%s\" is missing in %s; there are: %s"
                                .formatted(
                                        controller,
                                        controller,
                                        folder.path(),
                                        available.isEmpty() ? "none" : String.join(" ", available)),
                        folder.path());
            }
        }
    }

    private static void refuseOccupied(Set<String> needed, Set<String> enabled, Folder folder) {
        for (String controller : needed) {
            if (!enabled.contains(controller)) {
                throw new CgroupException(
                        "set %s limits: %s holds processes itself, so it can't limit cgroups below it; move them into a cgroup of their own"
                                .formatted(controller, folder.path()),
                        folder.path());
            }
        }
    }

    private static void refuseUndelegated(Set<String> needed, Set<String> enabled, Folder folder) {
        for (String controller : needed) {
            if (!enabled.contains(controller)) {
                throw new CgroupException(
                        "set %s limits: %s does not hand \"%s\" on, and only its owner may change that; let systemd delegate it (Delegate=%s for user@.service)"
                                .formatted(controller, folder.path(), controller, controller),
                        folder.path());
            }
        }
    }

    private static boolean denied(Folder folder) {
        Path file = folder.path().resolve("cgroup.subtree_control");
        return Files.exists(file) && !Files.isWritable(file);
    }

    /// The kernel lets a cgroup hold processes or hand controllers on, not both; only the root of all may do both.
    private static boolean holdsProcesses(Folder folder) {
        boolean root = folder.text("cgroup.type").isEmpty();
        return !root
                && folder.text("cgroup.procs").filter(text -> !text.isBlank()).isPresent();
    }

    private static List<Folder> above(Folder own) {
        List<Folder> above = new ArrayList<>();
        for (Optional<Folder> folder = own.parent();
                folder.isPresent();
                folder = folder.get().parent()) {
            above.add(folder.get());
        }
        return above.reversed();
    }

    private static Optional<Set<String>> words(Folder folder, String file) {
        return folder.text(file).map(text -> Arrays.stream(text.split(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
