package shibafu.engine.spec;

import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.spec.Spec.Capabilities;
import shibafu.engine.spec.Spec.ConsoleSize;
import shibafu.engine.spec.Spec.Rlimit;
import shibafu.engine.spec.Spec.User;

/// Reads `process`.
final class ProcessReader {
    private ProcessReader() {}

    static ProcessSpec read(JsonPart part) {
        JsonPart size = part.member("consoleSize");
        JsonPart capabilities = part.member("capabilities");
        return new ProcessSpec(
                part.member("terminal").flag(),
                size.present() ? Optional.of(consoleSize(size)) : Optional.empty(),
                user(part.member("user")),
                part.member("args").texts(),
                part.member("env").texts(),
                part.member("cwd").textOrEmpty(),
                capabilities.present() ? Optional.of(capabilities(capabilities)) : Optional.empty(),
                part.member("rlimits").elements().stream()
                        .map(ProcessReader::rlimit)
                        .toList(),
                part.member("noNewPrivileges").flag(),
                part.member("oomScoreAdj").smallNumber(-1000, 1000),
                new SecurityLabels(
                        SpecReader.nonEmpty(part.member("apparmorProfile")),
                        SpecReader.nonEmpty(part.member("selinuxLabel"))),
                SchedulingReader.read(part));
    }

    private static ConsoleSize consoleSize(JsonPart part) {
        return new ConsoleSize(
                part.member("height").smallNumber(0, 65535).orElse(0),
                part.member("width").smallNumber(0, 65535).orElse(0));
    }

    private static User user(JsonPart part) {
        return new User(
                id(part.member("uid")).orElse(0),
                id(part.member("gid")).orElse(0),
                part.member("umask").smallNumber(0, 0777),
                part.member("additionalGids").elements().stream()
                        .map(gid -> id(gid).orElse(0))
                        .toList());
    }

    /// All bits set is no id: to the kernel it means "leave as it is".
    static OptionalInt id(JsonPart part) {
        return part.number(0, 0xfffffffeL).stream().mapToInt(id -> (int) id).findFirst();
    }

    private static Capabilities capabilities(JsonPart part) {
        return new Capabilities(
                part.member("bounding").texts(),
                part.member("effective").texts(),
                part.member("inheritable").texts(),
                part.member("permitted").texts(),
                part.member("ambient").texts());
    }

    private static Rlimit rlimit(JsonPart part) {
        return new Rlimit(
                part.member("type").requiredText(),
                part.member("soft").unsigned(Long.SIZE),
                part.member("hard").unsigned(Long.SIZE));
    }
}
