package shibafu.engine.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the mount options mean that are not the file system's own: runc's table.
///
/// Attributes belong to one mount and go to mount_setattr(2). The old flags of mount(2) that belong to a whole file
/// system (`sync`) have become options of it. `acl` is not here on purpose: only file systems know it (runc issue
/// 2738).
enum MountFlag {
    DEFAULTS("defaults", Kind.NOTHING, 0),
    SILENT("silent", Kind.NOTHING, 0),
    LOUD("loud", Kind.NOTHING, 0),

    BIND("bind", Kind.BIND, 0),
    RBIND("rbind", Kind.BIND_ALL, 0),
    REMOUNT("remount", Kind.REMOUNT, 0),

    RO("ro", Kind.SET, 0x1),
    RW("rw", Kind.CLEAR, 0x1),
    NOSUID("nosuid", Kind.SET, 0x2),
    SUID("suid", Kind.CLEAR, 0x2),
    NODEV("nodev", Kind.SET, 0x4),
    DEV("dev", Kind.CLEAR, 0x4),
    NOEXEC("noexec", Kind.SET, 0x8),
    EXEC("exec", Kind.CLEAR, 0x8),
    NODIRATIME("nodiratime", Kind.SET, 0x80),
    DIRATIME("diratime", Kind.CLEAR, 0x80),
    NOSYMFOLLOW("nosymfollow", Kind.SET, 0x200000),
    SYMFOLLOW("symfollow", Kind.CLEAR, 0x200000),

    RELATIME("relatime", Kind.TIME, 0),
    NORELATIME("norelatime", Kind.NOTHING, 0), // the kernel's default is relatime, and there is nothing else to go to
    NOATIME("noatime", Kind.TIME, 0x10),
    ATIME("atime", Kind.NOT_TIME, 0x10),
    STRICTATIME("strictatime", Kind.TIME, 0x20),
    NOSTRICTATIME("nostrictatime", Kind.NOT_TIME, 0x20),

    SYNC("sync", Kind.SYSTEM_SET, "sync"),
    ASYNC("async", Kind.SYSTEM_CLEAR, "sync"),
    DIRSYNC("dirsync", Kind.SYSTEM_SET, "dirsync"),
    MAND("mand", Kind.SYSTEM_SET, "mand"),
    NOMAND("nomand", Kind.SYSTEM_CLEAR, "mand"),
    LAZYTIME("lazytime", Kind.SYSTEM_SET, "lazytime"),
    NOLAZYTIME("nolazytime", Kind.SYSTEM_CLEAR, "lazytime"),
    IVERSION("iversion", Kind.SYSTEM_SET, "iversion"),
    NOIVERSION("noiversion", Kind.SYSTEM_CLEAR, "iversion"),

    /// What is ours to do, and no flag of the kernel's: runc's, then crun's.
    TMPCOPYUP("tmpcopyup", Kind.EXTENSION, 0),
    COPYUP("copyup", Kind.EXTENSION, 0),
    IDMAP("idmap", Kind.ID_MAP, 0),
    RIDMAP("ridmap", Kind.ID_MAP, 0),
    COPY_SYMLINK("copy-symlink", Kind.EXTENSION, 0),
    SRC_NOFOLLOW("src-nofollow", Kind.EXTENSION, 0),
    DEST_NOFOLLOW("dest-nofollow", Kind.EXTENSION, 0),

    PRIVATE("private", Kind.PROPAGATION, 1 << 18),
    SHARED("shared", Kind.PROPAGATION, 1 << 20),
    SLAVE("slave", Kind.PROPAGATION, 1 << 19),
    UNBINDABLE("unbindable", Kind.PROPAGATION, 1 << 17),
    RPRIVATE("rprivate", Kind.PROPAGATION, (1 << 18) | (1 << 14)),
    RSHARED("rshared", Kind.PROPAGATION, (1 << 20) | (1 << 14)),
    RSLAVE("rslave", Kind.PROPAGATION, (1 << 19) | (1 << 14)),
    RUNBINDABLE("runbindable", Kind.PROPAGATION, (1 << 17) | (1 << 14));

    /// `MOUNT_ATTR_RDONLY`.
    static final long READONLY = 0x1;

    /// `MOUNT_ATTR__ATIME`: the access time modes are one value, of which relatime is 0; to change it, all of it must
    /// be cleared.
    static final long TIME_MASK = 0x70;

    /// What an option does.
    enum Kind {
        NOTHING,
        BIND,
        BIND_ALL,
        REMOUNT,
        /// Sets or clears an attribute of the mount.
        SET,
        CLEAR,
        /// Chooses an access time mode, or leaves one for the kernel's default.
        TIME,
        NOT_TIME,
        /// An option of the file system, or its opposite.
        SYSTEM_SET,
        SYSTEM_CLEAR,
        /// Changes how we mount.
        EXTENSION,
        ID_MAP,
        PROPAGATION;
    }

    private static final Map<String, MountFlag> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(f -> f.option, Function.identity()));

    private final String option;
    private final Kind kind;
    private final long bits;
    private final String systemOption;

    MountFlag(String option, Kind kind, long bits) {
        this(option, kind, bits, "");
    }

    MountFlag(String option, Kind kind, String systemOption) {
        this(option, kind, 0, systemOption);
    }

    MountFlag(String option, Kind kind, long bits, String systemOption) {
        this.option = option;
        this.kind = kind;
        this.bits = bits;
        this.systemOption = systemOption;
    }

    String option() {
        return option;
    }

    Kind kind() {
        return kind;
    }

    long bits() {
        return bits;
    }

    /// The file system's option that this one sets or takes back: `sync` for `async`.
    String systemOption() {
        return systemOption;
    }

    /// Whether the option has a form for the whole tree below the mount: `rro` for `ro`.
    boolean hasRecursiveForm() {
        return switch (kind) {
            case SET, CLEAR, TIME, NOT_TIME -> true;
            case NOTHING -> this == NORELATIME;
            case BIND, BIND_ALL, REMOUNT, SYSTEM_SET, SYSTEM_CLEAR, EXTENSION, ID_MAP, PROPAGATION -> false;
        };
    }

    /// The flag of that name.
    static Optional<MountFlag> named(String option) {
        return Optional.ofNullable(BY_NAME.get(option));
    }

    /// The flag whose recursive form has that name: [#RO] for `rro`.
    static Optional<MountFlag> namedRecursively(String option) {
        return option.startsWith("r")
                ? named(option.substring(1)).filter(MountFlag::hasRecursiveForm)
                : Optional.empty();
    }

    /// A propagation by OCI's word: `rslave`.
    static Optional<MountFlag> propagation(String word) {
        return named(word).filter(flag -> flag.kind == Kind.PROPAGATION);
    }
}
