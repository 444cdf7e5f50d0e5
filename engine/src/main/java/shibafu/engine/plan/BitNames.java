package shibafu.engine.plan;

import java.util.List;

/// The names of flag bits in a plan's text, in the order in which they are listed; the stub has the same tables.
enum BitNames {
    /// `MOUNT_ATTR_*` of mount_setattr(2); relatime is 0 there.
    ATTRIBUTES(
            new Bit("ro", 0x1),
            new Bit("nosuid", 0x2),
            new Bit("nodev", 0x4),
            new Bit("noexec", 0x8),
            new Bit("noatime", 0x10),
            new Bit("strictatime", 0x20),
            new Bit("nodiratime", 0x80),
            new Bit("idmap", 0x100000),
            new Bit("nosymfollow", 0x200000)),

    /// `CLONE_NEW*` of clone(2).
    NAMESPACES(
            new Bit("newns", 0x00020000),
            new Bit("newuts", 0x04000000),
            new Bit("newipc", 0x08000000),
            new Bit("newuser", 0x10000000),
            new Bit("newpid", 0x20000000),
            new Bit("newnet", 0x40000000),
            new Bit("newcgroup", 0x02000000),
            new Bit("newtime", 0x00000080)),

    /// `MS_*` of mount(2) that say how mounts propagate.
    PROPAGATION(
            new Bit("unbindable", 1 << 17),
            new Bit("private", 1 << 18),
            new Bit("slave", 1 << 19),
            new Bit("shared", 1 << 20),
            new Bit("rec", 1 << 14));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Bit> bits;

    BitNames(Bit... bits) {
        this.bits = List.of(bits);
    }

    /// The names of the bits set, joined by commas; bits without a name come last, in hexadecimal; `0` for none.
    String text(long value) {
        StringBuilder text = new StringBuilder();
        long rest = value;
        for (Bit bit : bits) {
            if ((value & bit.value()) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(bit.name());
                rest &= ~bit.value();
            }
        }
        if (rest != 0) {
            text.append(text.isEmpty() ? "" : ",").append("0x").append(Long.toHexString(rest));
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private record Bit(String name, long value) {}
}
