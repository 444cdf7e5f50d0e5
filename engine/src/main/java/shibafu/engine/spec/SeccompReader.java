package shibafu.engine.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;

/// Reads `linux.seccomp`.
final class SeccompReader {
    /// The highest errno that the kernel can hand to a program, `MAX_ERRNO`.
    private static final int MAX_ERRNO = 4095;

    private SeccompReader() {}

    static Optional<Seccomp> read(JsonPart part) {
        if (!part.present()) {
            return Optional.empty();
        }
        JsonPart flags = part.member("flags");
        List<Rule> rules = new ArrayList<>();
        for (JsonPart rule : part.member("syscalls").elements()) {
            rules.add(rule(rule));
        }
        return Optional.of(new Seccomp(
                part.member("defaultAction").requiredText(),
                part.member("defaultErrnoRet").smallNumber(0, MAX_ERRNO),
                part.member("architectures").texts(),
                flags.present() ? Optional.of(flags.texts()) : Optional.empty(),
                SpecReader.nonEmpty(part.member("listenerPath")),
                SpecReader.nonEmpty(part.member("listenerMetadata")),
                rules));
    }

    private static Rule rule(JsonPart part) {
        JsonPart names = part.member("names");
        if (names.elements().isEmpty()) {
            names.problem("must name at least one system call");
        }
        List<Argument> args = new ArrayList<>();
        for (JsonPart argument : part.member("args").elements()) {
            JsonPart second = argument.member("valueTwo");
            args.add(new Argument(
                    (int) argument.member("index").requiredNumber(0, 5),
                    argument.member("value").unsigned(Long.SIZE),
                    second.present() ? second.unsigned(Long.SIZE) : 0,
                    argument.member("op").requiredText()));
        }
        return new Rule(
                names.texts(),
                part.member("action").requiredText(),
                part.member("errnoRet").smallNumber(0, MAX_ERRNO),
                args);
    }
}
