package shibafu.engine.seccomp;

import java.util.List;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.SeccompWords;

/// What of seccomp there is (runtime-spec, features-linux.md), and the flags of a filter. Pure.
public final class SeccompFeatures {
    private static final long LOG = 2;
    private static final long SPEC_ALLOW = 4;
    private static final long WAIT_KILLABLE_RECV = 32;

    private SeccompFeatures() {}

    public static List<String> actions() {
        return SeccompWords.ACTIONS;
    }

    public static List<String> operators() {
        return SeccompWords.OPERATORS;
    }

    public static List<String> architectures() {
        return SeccompWords.ARCHITECTURES;
    }

    public static List<String> knownFlags() {
        return SeccompWords.FLAGS;
    }

    /// Those that a kernel of this release takes: all but one are older than any that Shibafu runs on.
    ///
    /// @param release as uname(2) has it: `6.18.5-generic`
    public static List<String> supportedFlags(String release) {
        String[] numbers = release.split("[^0-9]+", 3);
        int version = 1000 * number(numbers, 0) + number(numbers, 1);
        return version >= 5019
                ? SeccompWords.FLAGS
                : SeccompWords.FLAGS.stream()
                        .filter(flag -> !flag.equals("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"))
                        .toList();
    }

    private static int number(String[] numbers, int index) {
        return index < numbers.length && !numbers[index].isEmpty() ? Integer.parseInt(numbers[index]) : 0;
    }

    /// `SECCOMP_FILTER_FLAG_*` bits. TSYNC asks for nothing in a process of one thread. Without `flags` there is
    /// SPEC_ALLOW, as with runc; the kernel takes WAIT_KILLABLE_RECV only where someone listens.
    public static long flags(Seccomp profile) {
        if (profile.flags().isEmpty()) {
            return SPEC_ALLOW;
        }
        long bits = 0;
        for (String flag : profile.flags().get()) {
            bits |= switch (flag) {
                case "SECCOMP_FILTER_FLAG_LOG" -> LOG;
                case "SECCOMP_FILTER_FLAG_SPEC_ALLOW" -> SPEC_ALLOW;
                case "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV" ->
                    profile.listenerPath().isPresent() && profile.notifies() ? WAIT_KILLABLE_RECV : 0;
                default -> 0;
            };
        }
        return bits;
    }
}
