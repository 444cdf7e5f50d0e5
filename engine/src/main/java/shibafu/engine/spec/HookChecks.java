package shibafu.engine.spec;

import java.util.List;
import shibafu.engine.spec.Hooks.Hook;
import shibafu.engine.spec.SpecChecks.Problems;

/// What hooks must obey (runtime-spec, config.md, "POSIX-platform Hooks").
final class HookChecks {
    private HookChecks() {}

    static void hooks(Spec spec, Problems problems) {
        Hooks hooks = spec.hooks();
        stage(hooks.prestart(), problems.below("/hooks/prestart"));
        stage(hooks.createRuntime(), problems.below("/hooks/createRuntime"));
        stage(hooks.createContainer(), problems.below("/hooks/createContainer"));
        stage(hooks.startContainer(), problems.below("/hooks/startContainer"));
        stage(hooks.poststart(), problems.below("/hooks/poststart"));
        stage(hooks.poststop(), problems.below("/hooks/poststop"));
    }

    private static void stage(List<Hook> hooks, Problems problems) {
        for (int i = 0; i < hooks.size(); i++) {
            hook(hooks.get(i), problems.below("/" + i));
        }
    }

    private static void hook(Hook hook, Problems problems) {
        problems.unless(hook.path().startsWith("/"), "/path", "\"" + hook.path() + "\" must be an absolute path");
        hook.timeout().ifPresent(seconds -> problems.unless(seconds > 0, "/timeout", "must be greater than zero"));
        List<String> env = hook.env().orElse(List.of());
        for (int i = 0; i < env.size(); i++) {
            problems.unless(
                    env.get(i).indexOf('=') > 0, "/env/" + i, "\"" + env.get(i) + "\" is not of the form NAME=value");
        }
    }
}
