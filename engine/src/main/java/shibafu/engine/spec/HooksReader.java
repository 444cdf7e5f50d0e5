package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import shibafu.engine.spec.Hooks.Hook;

/// Reads `hooks`.
final class HooksReader {
    private HooksReader() {}

    static Hooks read(JsonPart part) {
        return new Hooks(
                stage(part, "prestart"),
                stage(part, "createRuntime"),
                stage(part, "createContainer"),
                stage(part, "startContainer"),
                stage(part, "poststart"),
                stage(part, "poststop"));
    }

    private static List<Hook> stage(JsonPart part, String name) {
        return part.member(name).elements().stream().map(HooksReader::hook).toList();
    }

    private static Hook hook(JsonPart part) {
        JsonPart env = part.member("env");
        return new Hook(
                part.member("path").requiredText(),
                part.member("args").texts(),
                env.present() ? Optional.of(env.texts()) : Optional.empty(),
                part.member("timeout").smallNumber(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
