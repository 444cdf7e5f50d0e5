package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.cgroup.CgroupMountView;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.SpecProblem;

/// The mounts of config.json, in its order.
final class MountOps {
    /// Stands beside a volume's directory for as long as it is not filled.
    private static final String COPYING = "copying";

    private MountOps() {}

    static List<Op> mounts(CreateRequest r, List<PlannedMount> mounts) {
        List<Op> ops = new ArrayList<>();
        for (PlannedMount mount : mounts) {
            ops.addAll(one(r, mount.spec(), mount.options()));
        }
        return ops;
    }

    /// Makes read-only what had to be written to at first: other mounts and devices want their places in it.
    static List<Op> delayedReadonly(List<PlannedMount> mounts) {
        List<Op> ops = new ArrayList<>();
        for (PlannedMount mount : mounts) {
            if (isReadonlyLater(mount.spec(), mount.options())) {
                ops.add(new TreeOp.Remount(inside(mount.destination()), MountFlag.READONLY, 0, List.of()));
            }
        }
        return ops;
    }

    /// What cannot be done about the mounts' options.
    static List<SpecProblem> problems(List<PlannedMount> mounts) {
        List<SpecProblem> problems = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            String pointer = "/mounts/" + i;
            MountSpec mount = mounts.get(i).spec();
            MountOptions options = mounts.get(i).options();
            options.problems().forEach(problem -> problems.add(new SpecProblem(pointer + "/options", problem)));
            if (mount.type().isEmpty() && options.kind() == MountOptions.Kind.NEW) {
                problems.add(new SpecProblem(pointer, "has neither a type nor the option \"bind\""));
            }
        }
        return problems;
    }

    private static List<Op> one(CreateRequest r, MountSpec mount, MountOptions options) {
        return switch (options.kind()) {
            case REMOUNT -> List.of(remount(mount, options));
            case BIND -> bound(r.bundle(), mount, options, false);
            case BIND_ALL -> bound(r.bundle(), mount, options, true);
            case NEW -> fresh(r, mount, options);
        };
    }

    private static List<Op> fresh(CreateRequest r, MountSpec mount, MountOptions options) {
        return switch (mount.type()) {
            case "cgroup" -> cgroup(r, mount, options);
            // These three show a namespace, and only its owner may mount them: a container in a user namespace that
            // shares the host's gets the host's own mount instead.
            case "sysfs" ->
                ownsNamespace(r, NamespaceType.NETWORK)
                        ? mount(r, mount, options)
                        : bindHost("/sys", mount, options.below().makeReadonly(), options);
            case "proc" ->
                ownsNamespace(r, NamespaceType.PID)
                        ? mount(r, mount, options)
                        : bindHost("/proc", mount, options.below(), options);
            case "mqueue" ->
                ownsNamespace(r, NamespaceType.IPC)
                        ? mount(r, mount, options)
                        : bindHost("/dev/mqueue", mount, options.below(), options);
            default -> mount(r, mount, options);
        };
    }

    /// Whether the container may mount what belongs to its namespace of that type.
    private static boolean ownsNamespace(CreateRequest r, NamespaceType type) {
        LinuxSpec linux = r.spec().linux();
        if (!linux.has(NamespaceType.USER) && !r.host().userNamespace()) {
            return true;
        }
        // setns(2) asks for the same right in the namespace's owner as the mount does, and a new user namespace loses
        // it.
        boolean keepsRights = !linux.has(NamespaceType.USER) || NamespaceOps.isJoined(linux, NamespaceType.USER);
        return NamespaceOps.isNew(linux, type) || (keepsRights && NamespaceOps.isJoined(linux, type));
    }

    private static List<Op> mount(CreateRequest r, MountSpec mount, MountOptions options) {
        boolean later = isReadonlyLater(mount, options);
        long attributes = options.here().set() | options.below().set();
        String source = mount.source().isEmpty() ? mount.type() : mount.source();
        String destination = inside(mount.destination());
        long now = later ? attributes & ~MountFlag.READONLY : attributes;
        boolean content = options.has(MountFlag.TMPCOPYUP);
        List<String> data = MountLabel.options(r.spec().linux(), mount.type(), options.data());
        // Who names no mode gets that of the image's directory, as from runc and crun, and not tmpfs' own 1777.
        boolean mode =
                mount.type().equals("tmpfs") && options.data().stream().noneMatch(option -> option.startsWith("mode="));
        return List.of(
                mode || content
                        ? new TreeOp.MountOver(
                                mount.type(), source, destination, now, data, options.propagation(), mode, content)
                        : new TreeOp.Mount(mount.type(), source, destination, now, data, options.propagation()));
    }

    private static boolean isReadonlyLater(MountSpec mount, MountOptions options) {
        return options.kind() == MountOptions.Kind.NEW
                && (options.here().readonly() || options.below().readonly())
                && (mount.type().equals("tmpfs") || inside(mount.destination()).equals("/dev"));
    }

    private static List<Op> bound(Path bundle, MountSpec mount, MountOptions options, boolean recursive) {
        Op bind = bind(bundle, mount, options, recursive);
        if (!options.has(MountFlag.COPYUP)) {
            return List.of(bind);
        }
        String source = source(bundle, mount);
        String marker = Path.of(source).resolveSibling(COPYING).toString();
        return List.of(new TreeOp.Fill(source, inside(mount.destination()), marker), bind);
    }

    private static Op bind(Path bundle, MountSpec mount, MountOptions options, boolean recursive) {
        TreeOp.Bind bind = new TreeOp.Bind(
                source(bundle, mount),
                inside(mount.destination()),
                recursive,
                options.here().set(),
                options.here().clear(),
                options.below().set(),
                options.below().clear(),
                options.propagation());
        boolean links = options.has(MountFlag.SRC_NOFOLLOW)
                || options.has(MountFlag.COPY_SYMLINK)
                || options.has(MountFlag.DEST_NOFOLLOW);
        return links ? bindLink(bind, options) : bind;
    }

    private static Op bindLink(TreeOp.Bind bind, MountOptions options) {
        return new TreeOp.BindLink(
                bind.source(),
                bind.destination(),
                bind.recursive(),
                bind.set(),
                bind.clear(),
                bind.recursiveSet(),
                bind.recursiveClear(),
                bind.propagation(),
                options.has(MountFlag.SRC_NOFOLLOW),
                options.has(MountFlag.COPY_SYMLINK),
                options.has(MountFlag.DEST_NOFOLLOW));
    }

    private static List<Op> bindHost(String source, MountSpec mount, MountAttributes below, MountOptions options) {
        return List.of(new TreeOp.Bind(
                source,
                inside(mount.destination()),
                true,
                options.here().set(),
                options.here().clear(),
                below.set(),
                below.clear(),
                options.propagation()));
    }

    private static Op remount(MountSpec mount, MountOptions options) {
        List<String> data = new ArrayList<>(options.data());
        data.addAll(options.undone());
        return new TreeOp.Remount(
                inside(mount.destination()),
                options.here().set(),
                options.here().clear(),
                data);
    }

    /// v2: the container's own cgroup as the root of a new mount, where a cgroup namespace makes it so, else bound.
    /// v1: a small tmpfs with one bind a hierarchy.
    private static List<Op> cgroup(CreateRequest r, MountSpec mount, MountOptions options) {
        List<CgroupMountView> views = r.cgroup().mounts();
        if (views.isEmpty() && (r.host().userNamespace() || r.host().uid() != 0)) {
            return List.of(); // a user's container that has none of its own is shown none
        }
        if (views.isEmpty()) {
            throw new PlanException("mount cgroup on " + mount.destination() + ": the container has no cgroup");
        }
        if (!views.getFirst().name().isEmpty()) {
            return cgroupV1(r, views, mount, options);
        }
        boolean ownNamespace = r.spec().linux().has(NamespaceType.CGROUP) && ownsNamespace(r, NamespaceType.CGROUP);
        return ownNamespace
                ? mount(r, new MountSpec(mount.destination(), "cgroup2", "cgroup", mount.options()), options)
                : List.of(bindView(views.getFirst().directory(), inside(mount.destination()), options));
    }

    private static List<Op> cgroupV1(
            CreateRequest r, List<CgroupMountView> views, MountSpec mount, MountOptions options) {
        String destination = inside(mount.destination());
        MountAttributes attributes = options.here();
        List<Op> ops = new ArrayList<>();
        ops.add(new TreeOp.Mount(
                "tmpfs",
                "cgroup",
                destination,
                attributes.leaveWritable().set(),
                MountLabel.options(r.spec().linux(), "tmpfs", List.of("mode=755")),
                options.propagation()));
        for (CgroupMountView view : views) {
            ops.add(bindView(view.directory(), destination + "/" + view.name(), options));
            view.links().forEach(link -> ops.add(new TreeOp.Symlink(view.name(), destination + "/" + link)));
        }
        if (attributes.readonly()) {
            ops.add(new TreeOp.Remount(destination, MountFlag.READONLY, 0, List.of()));
        }
        return ops;
    }

    private static Op bindView(Path directory, String destination, MountOptions options) {
        return new TreeOp.Bind(
                directory.toString(),
                destination,
                false,
                options.here().set(),
                options.here().clear(),
                options.below().set(),
                options.below().clear(),
                options.propagation());
    }

    static String source(Path bundle, MountSpec mount) {
        return bundle.resolve(mount.source()).toString();
    }

    /// A destination is absolute inside the root; older files have relative ones, which mean the same.
    static String inside(String destination) {
        return destination.startsWith("/") ? destination : "/" + destination;
    }
}
