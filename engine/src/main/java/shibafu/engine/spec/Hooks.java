package shibafu.engine.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Programs that are run at six stages of a container's life, each stage's in their order (runtime-spec, config.md).
public record Hooks(
        List<Hook> prestart,
        List<Hook> createRuntime,
        List<Hook> createContainer,
        List<Hook> startContainer,
        List<Hook> poststart,
        List<Hook> poststop) {
    public static final Hooks NONE = new Hooks(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Hooks {
        prestart = List.copyOf(prestart);
        createRuntime = List.copyOf(createRuntime);
        createContainer = List.copyOf(createContainer);
        startContainer = List.copyOf(startContainer);
        poststart = List.copyOf(poststart);
        poststop = List.copyOf(poststop);
    }

    /// One program.
    ///
    /// @param path absolute
    /// @param args with `argv[0]`; empty: the path alone
    /// @param env absent: the runtime's own
    /// @param timeout seconds after which it is killed; absent: it may take as long as it wants
    public record Hook(String path, List<String> args, Optional<List<String>> env, OptionalInt timeout) {
        public Hook {
            args = List.copyOf(args);
            env = env.map(List::copyOf);
        }
    }
}
