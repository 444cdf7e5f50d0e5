package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import shibafu.engine.plan.MountOptions.IdMapOption;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.SpecProblem;

/// Id-mapped mounts: whose the files look, as OCI's mappings or crun's option say.
///
/// The launcher maps them, since the kernel asks for rights over the source's file system, which a container in a user
/// namespace has not; and while they are detached, since it maps no mount that has been seen.
final class MountIds {
    private static final String BOTH = "id-mapped mounts must have both uid and gid mappings specified";

    /// `0-1000-10`: owner in the file system, owner shown, count; `@` before it counts from the container's ids.
    private static final Pattern RANGE = Pattern.compile("(@?)(\\d{1,10})-(\\d{1,10})-(\\d{1,10})");

    private MountIds() {}

    /// Mounts that show other owners, as trees that the child is handed.
    static List<Op> map(CreateRequest r, List<PlannedMount> mounts) {
        List<Op> ops = new ArrayList<>();
        for (PlannedMount mount : mounts) {
            if (isMapped(mount.spec(), mount.options())) {
                ops.add(mapped(r, mount.spec(), mount.options()));
            }
        }
        return ops;
    }

    /// What cannot be mapped.
    static List<SpecProblem> problems(CreateRequest r, List<PlannedMount> mounts) {
        List<SpecProblem> problems = new ArrayList<>();
        for (int i = 0; i < mounts.size(); i++) {
            MountSpec mount = mounts.get(i).spec();
            MountOptions options = mounts.get(i).options();
            if (isMapped(mount, options)) {
                String pointer = "/mounts/" + i;
                problem(r, mount, options).ifPresent(words -> problems.add(new SpecProblem(pointer, words)));
            }
        }
        return problems;
    }

    private static boolean isMapped(MountSpec mount, MountOptions options) {
        return options.idMap().isPresent() || !mount.uidMappings().isEmpty();
    }

    private static Optional<String> problem(CreateRequest r, MountSpec mount, MountOptions options) {
        if (options.kind() == MountOptions.Kind.REMOUNT) {
            return Optional.of("id-mapped mounts are only supported for bind-mounts and new file systems");
        }
        boolean userNamespace =
                r.spec().linux().has(NamespaceType.USER) || r.host().userNamespace();
        if (options.kind() == MountOptions.Kind.NEW && userNamespace) {
            return Optional.of("id-mapped mounts are only supported for bind-mounts in a user namespace: what is made "
                    + "in it has its owners already");
        }
        if (r.host().uid() != 0) {
            return Optional.of("id-mapped mounts are not supported for rootless containers");
        }
        try {
            mapped(r, mount, options);
            return Optional.empty();
        } catch (PlanException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static HostOp.MapIds mapped(CreateRequest r, MountSpec mount, MountOptions options) {
        LinuxSpec linux = r.spec().linux();
        IdMapOption option = options.idMap().orElse(new IdMapOption(false, ""));
        Maps maps;
        if (!option.ranges().isEmpty()) {
            maps = written(option.ranges(), linux);
        } else if (!mount.uidMappings().isEmpty()) {
            maps = new Maps(mount.uidMappings(), mount.gidMappings(), "");
        } else {
            maps = containers(linux);
        }
        return new HostOp.MapIds(
                options.kind() == MountOptions.Kind.NEW ? "" : MountOps.source(r.bundle(), mount),
                MountOps.inside(mount.destination()),
                options.kind() == MountOptions.Kind.BIND_ALL,
                NamespaceOps.ranges(maps.uids()),
                NamespaceOps.ranges(maps.gids()),
                maps.namespace(),
                option.recursive());
    }

    private static Maps containers(LinuxSpec linux) {
        Namespace user = linux.namespace(NamespaceType.USER)
                .orElseThrow(() -> new PlanException("id-mapped mounts must have mappings specified, "
                        + "or a user namespace of the container whose mappings they take"));
        return user.path()
                .filter(path -> linux.uidMappings().isEmpty())
                .map(path -> new Maps(List.of(), List.of(), path))
                .orElseGet(() -> new Maps(linux.uidMappings(), linux.gidMappings(), ""));
    }

    /// crun's own syntax, after the equals sign: `uids=0-1-10#10-11-10;gids=@0-100-10`.
    private static Maps written(String text, LinuxSpec linux) {
        List<IdMapping> uids = new ArrayList<>();
        List<IdMapping> gids = new ArrayList<>();
        for (String part : text.substring(1).split(";", -1)) {
            String[] words = part.split("=", 2);
            if (words.length == 2 && words[0].equals("uids")) {
                ranges(words[1], linux.uidMappings(), uids);
            } else if (words.length == 2 && words[0].equals("gids")) {
                ranges(words[1], linux.gidMappings(), gids);
            } else {
                throw new PlanException("idmap" + text + ": \"" + part + "\" is neither uids=... nor gids=...");
            }
        }
        if (uids.isEmpty() || gids.isEmpty()) {
            throw new PlanException(BOTH);
        }
        return new Maps(uids, gids, "");
    }

    private static void ranges(String text, List<IdMapping> containers, List<IdMapping> into) {
        for (String range : text.split("#", -1)) {
            var parts = RANGE.matcher(range);
            if (!parts.matches()) {
                throw new PlanException(
                        "\"" + range + "\" is not a range of ids: FILE-HOST-COUNT, such as 0-100000-65536");
            }
            IdMapping mapping = new IdMapping(
                    Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4)));
            into.add(parts.group(1).isEmpty() ? mapping : onHost(mapping, range, containers));
        }
    }

    /// The same range, told by the container's ids, as the host counts them.
    private static IdMapping onHost(IdMapping range, String text, List<IdMapping> containers) {
        for (IdMapping one : containers) {
            long offset = range.hostId() - one.containerId();
            if (offset >= 0 && offset + range.size() <= one.size()) {
                return new IdMapping(range.containerId(), one.hostId() + offset, range.size());
            }
        }
        throw new PlanException("the ids of \"" + text + "\" are not mapped by one range of the user namespace");
    }

    /// @param namespace file of the user namespace that has the maps instead; empty for none
    private record Maps(List<IdMapping> uids, List<IdMapping> gids, String namespace) {}
}
