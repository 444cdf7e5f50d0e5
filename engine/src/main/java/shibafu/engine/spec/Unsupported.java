package shibafu.engine.spec;

import java.util.List;

/// What OCI has and Shibafu has not yet. It is refused wherever it asks for something: a container that runs without
/// the protection its config asks for would be worse than none.
final class Unsupported {
    static final List<String> LINUX = List.of("seccomp");

    private Unsupported() {}

    static void refuse(JsonPart part, List<String> names) {
        for (String name : names) {
            JsonPart member = part.member(name);
            if (!member.empty()) {
                member.problem("is not supported yet");
            }
        }
    }
}
