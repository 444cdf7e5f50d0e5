package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A mount's options, sorted by who understands them. A later option wins over an earlier one, as with mount(8).
///
/// @param kind what the options make of the mount
/// @param here attributes of this mount alone
/// @param below attributes of this mount and all mounts below it
/// @param propagation `MS_*` flags, 0 for none
/// @param data what the file system is told, in order
/// @param undone old superblock flags to be taken back from a file system that is mounted: `async`
/// @param idMap whether and how owners are mapped; absent where no option asks for it
/// @param extensions what is asked of us and not of the kernel
/// @param problems what cannot be done, in words
record MountOptions(
        Kind kind,
        MountAttributes here,
        MountAttributes below,
        long propagation,
        List<String> data,
        List<String> undone,
        Optional<IdMapOption> idMap,
        Set<MountFlag> extensions,
        List<String> problems) {
    MountOptions {
        data = List.copyOf(data);
        undone = List.copyOf(undone);
        extensions = Set.copyOf(extensions);
        problems = List.copyOf(problems);
    }

    enum Kind {
        NEW,
        BIND,
        /// With all mounts below the source.
        BIND_ALL,
        REMOUNT
    }

    /// `idmap`, or `ridmap` for the mounts below too; crun's users write ranges after it, such as
    /// `idmap=uids=0-1-10;gids=0-1-10`.
    ///
    /// @param ranges what follows the equals sign; empty for the mount's own mappings, or the container's
    record IdMapOption(boolean recursive, String ranges) {}

    /// @param type of the mount: `bind` means the option of that name
    static MountOptions parse(String type, List<String> options) {
        Parser parser = new Parser();
        if (type.equals("bind")) {
            parser.flag(MountFlag.BIND);
        }
        options.forEach(parser::take);
        return parser.result(type);
    }

    boolean has(MountFlag extension) {
        return extensions.contains(extension);
    }

    private static final class Parser {
        private Kind kind = Kind.NEW;
        private boolean remount;
        private MountAttributes here = MountAttributes.NONE;
        private MountAttributes below = MountAttributes.NONE;
        private long propagation;
        private final List<String> system = new ArrayList<>();
        private final List<String> undone = new ArrayList<>();
        private final List<String> data = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Set<MountFlag> extensions = EnumSet.noneOf(MountFlag.class);
        private Optional<IdMapOption> idMap = Optional.empty();

        private void take(String option) {
            MountFlag.named(option).ifPresentOrElse(this::flag, () -> recursiveOrData(option));
        }

        private void recursiveOrData(String option) {
            MountFlag.namedRecursively(option).ifPresentOrElse(flag -> below = below.with(flag), () -> data(option));
        }

        private void flag(MountFlag flag) {
            switch (flag.kind()) {
                case NOTHING -> {}
                case BIND -> kind = kind == Kind.BIND_ALL ? kind : Kind.BIND;
                case BIND_ALL -> kind = Kind.BIND_ALL;
                case REMOUNT -> remount = true;
                case SET, CLEAR, TIME, NOT_TIME -> here = here.with(flag);
                case SYSTEM_SET -> system.add(flag.systemOption());
                case SYSTEM_CLEAR -> {
                    system.removeIf(flag.systemOption()::equals);
                    undone.add(flag.option());
                }
                case EXTENSION -> extensions.add(flag);
                case ID_MAP -> idMap = Optional.of(new IdMapOption(flag == MountFlag.RIDMAP, ""));
                case PROPAGATION -> propagate(flag);
            }
        }

        private void propagate(MountFlag flag) {
            if (propagation != 0 && propagation != flag.bits()) {
                problems.add("\"" + flag.option() + "\" contradicts the propagation before it");
            }
            propagation = flag.bits();
        }

        private void data(String option) {
            String word = option.split("=", 2)[0];
            if (word.equals("idmap") || word.equals("ridmap")) {
                idMap = Optional.of(new IdMapOption(word.equals("ridmap"), option.substring(word.length())));
            } else if (!option.isEmpty()) {
                data.add(option);
            }
        }

        private MountOptions result(String type) {
            boolean binds = !remount && kind != Kind.NEW;
            for (MountFlag flag : extensions) {
                boolean fits = flag == MountFlag.TMPCOPYUP ? !remount && !binds && type.equals("tmpfs") : binds;
                if (!fits) {
                    problems.add("mount option \"" + flag.option() + "\" is for "
                            + (flag == MountFlag.TMPCOPYUP ? "tmpfs" : "bind mounts") + " alone");
                }
            }
            if (kind != Kind.NEW && !data.isEmpty()) {
                problems.add(
                        "bind mounts cannot have any filesystem-specific options applied: " + String.join(",", data));
            }
            if (remount && (propagation != 0 || !below.equals(MountAttributes.NONE))) {
                problems.add("a remount changes neither the propagation nor the mounts below");
            }
            // The kernel passes over superblock flags of a bind mount, whose file system is mounted already.
            List<String> all = new ArrayList<>(kind == Kind.NEW ? system : List.of());
            all.addAll(data);
            return new MountOptions(
                    remount ? Kind.REMOUNT : kind,
                    here,
                    below,
                    propagation,
                    all,
                    remount ? undone : List.of(),
                    idMap,
                    extensions,
                    problems);
        }
    }
}
