package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;
import shibafu.engine.spec.SpecChecks.Problems;

/// The rules of a system call filter.
final class SeccompChecks {
    private static final String NOTIFY = "SCMP_ACT_NOTIFY";

    private SeccompChecks() {}

    static void profile(Spec spec, Problems problems) {
        Optional<Seccomp> seccomp = spec.linux().seccomp();
        if (seccomp.isPresent()) {
            profile(seccomp.get(), problems.below("/linux/seccomp"));
        }
    }

    private static void profile(Seccomp profile, Problems problems) {
        action(profile.defaultAction(), "/defaultAction", problems);
        problems.unless(
                !profile.defaultAction().equals(NOTIFY),
                "/defaultAction",
                "SCMP_ACT_NOTIFY cannot be used as default action");
        errno(profile.defaultAction(), profile.defaultErrno(), "/defaultErrnoRet", problems);
        known("architecture", SeccompWords.ARCHITECTURES, profile.architectures(), "/architectures", problems);
        known("flag", SeccompWords.FLAGS, profile.flags().orElse(List.of()), "/flags", problems);
        boolean notifies = false;
        for (int i = 0; i < profile.rules().size(); i++) {
            Rule rule = profile.rules().get(i);
            rule(rule, problems.below("/syscalls/" + i));
            notifies |= rule.action().equals(NOTIFY);
        }
        problems.unless(
                !notifies || profile.listenerPath().isPresent(),
                "/listenerPath",
                "is missing: SCMP_ACT_NOTIFY needs someone who is told");
        problems.unless(
                profile.listenerPath().isEmpty() || profile.listenerPath().get().startsWith("/"),
                "/listenerPath",
                "must be an absolute path");
        problems.unless(
                profile.listenerMetadata().isEmpty() || profile.listenerPath().isPresent(),
                "/listenerMetadata",
                "must not be set without listenerPath");
    }

    private static void rule(Rule rule, Problems problems) {
        action(rule.action(), "/action", problems);
        errno(rule.action(), rule.errno(), "/errnoRet", problems);
        problems.unless(
                !rule.action().equals(NOTIFY) || !rule.names().contains("write"),
                "/action",
                "SCMP_ACT_NOTIFY cannot be used for the write syscall");
        for (int i = 0; i < rule.args().size(); i++) {
            Argument argument = rule.args().get(i);
            problems.unless(
                    SeccompWords.OPERATORS.contains(argument.op()),
                    "/args/" + i + "/op",
                    "unknown operator \"" + argument.op() + "\"");
        }
    }

    private static void action(String action, String pointer, Problems problems) {
        problems.unless(SeccompWords.ACTIONS.contains(action), pointer, "unknown action \"" + action + "\"");
    }

    /// Zero is what programs write that mean none.
    private static void errno(String action, OptionalInt errno, String pointer, Problems problems) {
        boolean taken = action.equals("SCMP_ACT_ERRNO") || action.equals("SCMP_ACT_TRACE");
        problems.unless(
                taken || errno.orElse(0) == 0, pointer, "is for SCMP_ACT_ERRNO and SCMP_ACT_TRACE, not " + action);
    }

    private static void known(String what, List<String> words, List<String> given, String pointer, Problems problems) {
        for (int i = 0; i < given.size(); i++) {
            problems.unless(
                    words.contains(given.get(i)), pointer + "/" + i, "unknown " + what + " \"" + given.get(i) + "\"");
        }
    }
}
