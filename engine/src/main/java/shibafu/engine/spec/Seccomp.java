package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A system call filter (seccomp(2)).
///
/// @param defaultAction `SCMP_ACT_...`, for calls that no rule is about
/// @param defaultErrno for `SCMP_ACT_ERRNO` and `SCMP_ACT_TRACE`; absent: EPERM
/// @param architectures `SCMP_ARCH_...`, besides the kernel's own
/// @param flags `SECCOMP_FILTER_FLAG_...`; absent and empty are not the same
/// @param listenerPath the socket that gets the descriptor of `SCMP_ACT_NOTIFY`
public record Seccomp(
        String defaultAction,
        OptionalInt defaultErrno,
        List<String> architectures,
        Optional<List<String>> flags,
        Optional<String> listenerPath,
        Optional<String> listenerMetadata,
        List<Rule> rules) {
    public Seccomp {
        architectures = List.copyOf(architectures);
        flags = flags.map(List::copyOf);
        rules = List.copyOf(rules);
    }

    /// Whether somebody is asked about a call.
    public boolean notifies() {
        return rules.stream().anyMatch(rule -> rule.action().equals("SCMP_ACT_NOTIFY"));
    }

    /// What happens to some calls.
    ///
    /// @param args all of them must hold
    public record Rule(List<String> names, String action, OptionalInt errno, List<Argument> args) {
        public Rule {
            names = List.copyOf(names);
            args = List.copyOf(args);
        }
    }

    /// A comparison of a call's argument.
    ///
    /// @param index 0 to 5
    /// @param value unsigned, like `valueTwo`; the mask for `SCMP_CMP_MASKED_EQ`
    /// @param op `SCMP_CMP_...`
    public record Argument(int index, long value, long valueTwo, String op) {}
}
