package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.Overlay;

/// The root file system: made, entered, and closed against change.
final class RootOps {
    /// `MS_SLAVE | MS_REC`: mounts made on the host still arrive, none goes back.
    private static final long RSLAVE = MountFlag.RSLAVE.bits();

    private RootOps() {}

    /// Makes the new root, to be filled with mounts.
    static List<Op> make(CreateRequest r) {
        Spec spec = r.spec();
        String path = r.bundle().resolve(spec.root().path()).toString();
        if (!spec.linux().has(NamespaceType.MOUNT)) {
            return List.of(new TreeOp.OpenRoot(path));
        }
        List<Op> ops = new ArrayList<>();
        ops.add(new TreeOp.Propagation(firstPropagation(spec.linux())));
        ops.add(spec.root()
                .overlay()
                .filter(overlay -> overlay.server().isEmpty())
                .<Op>map(overlay -> overlay(path, overlay, r.bundle()))
                .orElseGet(() -> new TreeOp.RootBind(path)));
        if (HookOps.lookAtRoot(spec.hooks())) {
            ops.add(new TreeOp.PlaceRoot(path));
        }
        return ops;
    }

    /// Has it served, where no file system of the kernel's can be it.
    static List<Op> serve(CreateRequest r) {
        return r.spec().root().overlay().stream()
                .map(Overlay::command)
                .filter(command -> !command.isEmpty())
                .<Op>map(HostOp.ServeRoot::new)
                .toList();
    }

    private static Op overlay(String path, Overlay overlay, Path bundle) {
        return new TreeOp.RootOverlay(
                path,
                overlay.lower().stream()
                        .map(layer -> bundle.resolve(layer).toString())
                        .toList(),
                bundle.resolve(overlay.upper()).toString(),
                bundle.resolve(overlay.work()).toString());
    }

    /// Makes it `/`.
    static List<Op> enter(CreateRequest r) {
        if (!r.spec().linux().has(NamespaceType.MOUNT)) {
            return List.of(new TreeOp.ChangeRoot());
        }
        return List.of(r.pivot() ? new TreeOp.PivotRoot() : new TreeOp.MoveRoot());
    }

    /// Read-only and propagation, which both stand in the way while the root is still being made and paths are hidden.
    static List<Op> close(Spec spec) {
        long set = spec.root().readonly() ? MountFlag.READONLY : 0;
        long propagation = askedPropagation(spec.linux(), 0);
        return set == 0 && propagation == 0 ? List.of() : List.of(new TreeOp.RootAttributes(set, 0, propagation));
    }

    /// Sysctls first: `/proc/sys` is usually among the read-only paths.
    static List<Op> hide(LinuxSpec linux) {
        List<Op> ops = new ArrayList<>();
        new TreeMap<>(linux.sysctl()).forEach((name, value) -> ops.add(new ProcessOp.Sysctl(slashes(name), value)));
        linux.readonlyPaths().forEach(path -> ops.add(new TreeOp.ReadonlyPath(path)));
        linux.maskedPaths().forEach(path -> ops.add(new TreeOp.MaskPath(path)));
        return ops;
    }

    /// As sysctl(8) reads names: whichever of dot and slash comes first separates, and the other one is part of a
    /// name, as in `net.ipv4.conf.eth0/100.forwarding`.
    private static String slashes(String name) {
        int dot = name.indexOf('.');
        int slash = name.indexOf('/');
        boolean dots = dot >= 0 && (slash < 0 || dot < slash);
        return dots ? name.replace('.', '\0').replace('/', '.').replace('\0', '/') : name;
    }

    /// What the mounts have until the root is closed. What is unbindable cannot be bound, as the root must be: until
    /// then it is private.
    private static long firstPropagation(LinuxSpec linux) {
        long asked = askedPropagation(linux, RSLAVE);
        long unbindable = MountFlag.UNBINDABLE.bits();
        return (asked & unbindable) == 0 ? asked : (asked & ~unbindable) | MountFlag.PRIVATE.bits();
    }

    private static long askedPropagation(LinuxSpec linux, long otherwise) {
        return linux.rootfsPropagation()
                .flatMap(MountFlag::propagation)
                .map(MountFlag::bits)
                .orElse(otherwise);
    }
}
