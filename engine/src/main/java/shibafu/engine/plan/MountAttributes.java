package shibafu.engine.plan;

/// `MOUNT_ATTR_*` bits to set and to clear; never the same bit in both, but for the access time: its mode is one
/// value, whose mask is cleared whole when any mode is set.
record MountAttributes(long set, long clear) {
    static final MountAttributes NONE = new MountAttributes(0, 0);

    /// These with one more option, which wins over those before it.
    MountAttributes with(MountFlag flag) {
        long bits = flag.bits();
        return switch (flag.kind()) {
            case SET -> new MountAttributes(set | bits, clear & ~bits);
            case CLEAR -> new MountAttributes(set & ~bits, clear | bits);
            case TIME -> withTime(bits);
            // "atime" takes back "noatime", but has nothing to say where "strictatime" was chosen
            case NOT_TIME -> (set & MountFlag.TIME_MASK & ~bits) != 0 ? this : withTime(0);
            case NOTHING, BIND, BIND_ALL, REMOUNT, SYSTEM_SET, SYSTEM_CLEAR, EXTENSION, ID_MAP, PROPAGATION -> this;
        };
    }

    private MountAttributes withTime(long mode) {
        return new MountAttributes((set & ~MountFlag.TIME_MASK) | mode, clear | MountFlag.TIME_MASK);
    }

    boolean readonly() {
        return (set & MountFlag.READONLY) != 0;
    }

    MountAttributes makeReadonly() {
        return with(MountFlag.RO);
    }

    MountAttributes leaveWritable() {
        return new MountAttributes(set & ~MountFlag.READONLY, clear);
    }
}
