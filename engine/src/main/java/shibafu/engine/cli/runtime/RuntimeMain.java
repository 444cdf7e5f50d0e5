package shibafu.engine.cli.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.cli.Output;
import shibafu.engine.cli.Version;
import shibafu.engine.launch.FrontSession;

/// `shibafu-runtime`: the command line of an OCI runtime, for programs; runc's, word for word, where it has a word.
/// Prints nothing but the answer on standard output.
public final class RuntimeMain {
    private static final int FAILED = 1;
    private static final int UNKNOWN_COMMAND = 3;

    static final List<Option> GLOBAL = List.of(
            Option.value("root", "DIR", "where containers are recorded (default /run/shibafu)"),
            Option.value("log", "FILE", "write the log there as well"),
            Option.value("log-format", "text|json", "how the log is written (default text)"),
            Option.flag("debug", "tell every operation of a launch"),
            Option.flag("systemd-cgroup", "have systemd make the cgroups; cgroupsPath is then slice:prefix:name"),
            Option.value("rootless", "true|false|auto", "taken for other runtimes' sake: what is allowed decides"),
            Option.value("criu", "FILE", "criu of checkpoint and restore (default: the one in PATH)"),
            Option.flag("version", "show the version").or("v"),
            Option.flag("help", "show this").or("h"));

    private static final Option HELP = Option.flag("help", "show this").or("h");

    private RuntimeMain() {}

    /// Answers a front that was called as `shibafu-runtime`.
    ///
    /// @return the exit code
    public static int run(FrontSession session) {
        Arguments global;
        try {
            global = Arguments.parse(session.request().arguments(), GLOBAL, true);
            checkFormat(global);
        } catch (UsageException e) {
            new Output(session).errorText(e.getMessage() + "; see shibafu-runtime --help\n");
            return FAILED;
        }
        return dispatch(session, global);
    }

    private static void checkFormat(Arguments global) {
        String format = global.value("log-format").orElse("text");
        if (!Set.of("text", "json").contains(format)) {
            throw new UsageException("invalid log-format: " + format + "; use text or json");
        }
    }

    private static int dispatch(FrontSession session, Arguments global) {
        Output output = new Output(session);
        if (global.has("version")) {
            output.print("shibafu-runtime version " + Version.TEXT + "\nspec: " + Version.SPEC + "\ncriu: "
                    + new CriuProgram(new Call(session, global, Arguments.NONE))
                            .look()
                            .map(Path::toString)
                            .orElse("not found")
                    + "\n");
            return 0;
        }
        List<String> words = global.words();
        boolean help = global.has("help") || words.isEmpty() || words.getFirst().equals("help");
        if (help && words.size() < 2) {
            output.print(Usage.all());
            return 0;
        }
        String name = help ? words.get(1) : words.getFirst();
        Optional<Verb> verb = Verbs.named(name);
        if (verb.isEmpty()) {
            fail(session, global, "No help topic for '" + name + "'; see shibafu-runtime --help for the commands");
            return UNKNOWN_COMMAND;
        }
        if (help) {
            output.print(Usage.of(name, verb.get()));
            return 0;
        }
        return answer(session, global, name, verb.get());
    }

    private static int answer(FrontSession session, Arguments global, String name, Verb verb) {
        try {
            List<Option> options = new ArrayList<>(verb.options());
            options.add(HELP);
            List<String> rest = global.words().subList(1, global.words().size());
            Arguments arguments = Arguments.parse(rest, options, verb.stopsAtFirstWord());
            if (arguments.has("help")) {
                new Output(session).print(Usage.of(name, verb));
                return 0;
            }
            checkWords(name, verb, arguments.words().size());
            return verb.run(new Call(session, global, arguments));
        } catch (UsageException e) {
            fail(session, global, e.getMessage() + "; see shibafu-runtime " + name + " --help");
            return FAILED;
        } catch (ShibafuException e) {
            fail(session, global, String.valueOf(e.getMessage()));
            return verb.failureCode();
        }
    }

    private static void checkWords(String name, Verb verb, int words) {
        if (verb.fewestWords() == verb.mostWords() && words != verb.mostWords()) {
            throw new UsageException("\"" + name + "\" requires exactly " + verb.mostWords() + " argument(s)");
        }
        if (words < verb.fewestWords()) {
            throw new UsageException("\"" + name + "\" requires a minimum of " + verb.fewestWords() + " argument(s)");
        }
        if (words > verb.mostWords()) {
            throw new UsageException("\"" + name + "\" requires a maximum of " + verb.mostWords() + " argument(s)");
        }
    }

    /// On standard error and, where there is a log, there: containerd and podman look for the last error in it.
    private static void fail(FrontSession session, Arguments global, String message) {
        new Output(session).errorText(message + "\n");
        new Call(session, global, Arguments.NONE).log().error(message);
    }
}
