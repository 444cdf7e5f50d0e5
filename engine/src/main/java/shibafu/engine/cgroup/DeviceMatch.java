package shibafu.engine.cgroup;

import shibafu.engine.spec.Resources.DeviceRule;

/// A device rule with its words read.
///
/// @param type `c`, `b`, or `a` for both
/// @param major and `minor`: -1 for any
/// @param access bits of [#READ], [#WRITE] and [#MKNOD]
record DeviceMatch(boolean allow, char type, long major, long minor, int access) {
    /// As in the kernel's `BPF_DEVCG_ACC_*`.
    static final int MKNOD = 1;

    static final int READ = 2;
    static final int WRITE = 4;
    static final int ALL = MKNOD | READ | WRITE;

    static DeviceMatch allow(char type, long major, long minor, String access) {
        return new DeviceMatch(true, type, major, minor, bits(access));
    }

    /// A line of the kernel's `devices.list`, such as `c 136:* rwm`.
    static DeviceMatch allowed(String line) {
        String[] words = line.split("[ :]", 4);
        return allow(words[0].charAt(0), parse(words[1]), parse(words[2]), words[3]);
    }

    private static long parse(String word) {
        return word.equals("*") ? -1 : Long.parseLong(word);
    }

    /// @throws CgroupException if a word of it means nothing
    static DeviceMatch of(DeviceRule rule) {
        String type = rule.type().isEmpty() ? "a" : rule.type();
        if (!type.equals("a") && !type.equals("b") && !type.equals("c")) {
            throw new CgroupException("use device rule: invalid cgroup device type \"" + type + "\": it is a, b or c");
        }
        return new DeviceMatch(
                rule.allow(),
                type.charAt(0),
                number(rule.major().orElse(-1)),
                number(rule.minor().orElse(-1)),
                bits(rule.access()));
    }

    /// Whether it decides about every device and every access.
    boolean everything() {
        return type == 'a' && major < 0 && minor < 0 && access == ALL;
    }

    /// The same rule for one type.
    DeviceMatch withType(char other) {
        return new DeviceMatch(allow, other, major, minor, access);
    }

    DeviceMatch withAccess(int bits) {
        return new DeviceMatch(allow, type, major, minor, bits);
    }

    /// Whether both name the same devices.
    boolean sameDevices(DeviceMatch other) {
        return type == other.type && major == other.major && minor == other.minor;
    }

    /// Whether every device that `other` names is named by this one.
    boolean covers(DeviceMatch other) {
        return type == other.type && (major < 0 || major == other.major) && (minor < 0 || minor == other.minor);
    }

    /// Whether there is a device that both name, with an access that both name.
    boolean overlaps(DeviceMatch other) {
        return type == other.type
                && (major < 0 || other.major < 0 || major == other.major)
                && (minor < 0 || other.minor < 0 || minor == other.minor)
                && (access & other.access) != 0;
    }

    /// As v1's files write it: `c 136:* rwm`.
    @Override
    public String toString() {
        return type + " " + word(major) + ":" + word(minor) + " " + letters();
    }

    private static String word(long number) {
        return number < 0 ? "*" : Long.toString(number);
    }

    private String letters() {
        return ((access & READ) != 0 ? "r" : "")
                + ((access & WRITE) != 0 ? "w" : "")
                + ((access & MKNOD) != 0 ? "m" : "");
    }

    private static int bits(String access) {
        int bits = 0;
        for (int i = 0; i < access.length(); i++) {
            bits |= switch (access.charAt(i)) {
                case 'r' -> READ;
                case 'w' -> WRITE;
                case 'm' -> MKNOD;
                default ->
                    throw new CgroupException(
                            "use device rule: unknown device access \"" + access + "\": it is of the letters r, w, m");
            };
        }
        if (bits == 0) {
            throw new CgroupException("use device rule: device access field cannot be empty");
        }
        return bits;
    }

    private static long number(long number) {
        if (number > 0xffff_ffffL) {
            throw new CgroupException("use device rule: device number " + number + " is too large");
        }
        return Math.max(number, -1);
    }
}
