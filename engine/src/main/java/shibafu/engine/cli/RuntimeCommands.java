package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.Launcher;
import shibafu.engine.lifecycle.CgroupDriver;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ContainerFactory.Places;
import shibafu.engine.lifecycle.Home;

/// `shibafu-runtime`: the command line of an OCI runtime, for programs. Prints nothing but the
/// answer on standard output.
final class RuntimeCommands {
    private static final int FAILED = 1;
    private static final int EXEC_FAILED = 255;
    private static final Set<String> GLOBAL_VALUES = Set.of("root", "log", "log-format", "rootless");
    private static final Set<String> GLOBAL_SWITCHES = Set.of("debug", "systemd-cgroup", "help", "h", "version", "v");
    private static final String USAGE = """
            usage: shibafu-runtime [--root DIR] [--log FILE] [--log-format text|json] [--debug]
                               [--systemd-cgroup] COMMAND ...

              create  [-b BUNDLE] [--console-socket S] [--pid-file F] [--no-pivot] [--preserve-fds N] ID
              start   ID
              run     [create's options] [-d] ID
              state   ID
              list    [-q] [-f table|json]
              exec    [-t] [-d] [--cwd DIR] [-e NAME=VALUE] [-u UID[:GID]] [-p FILE] [--console-socket S]
                      [--pid-file F] ID COMMAND ...
              kill    [-a] ID [SIGNAL]
              pause   ID
              resume  ID
              ps      [-f table|json] ID
              update  [-r FILE|-] [--memory N] [--memory-swap N] [--memory-reservation N] [--cpu-share N]
                      [--cpu-quota N] [--cpu-period N] [--cpu-burst N] [--cpu-idle N] [--cpu-rt-period N]
                      [--cpu-rt-runtime N] [--cpuset-cpus LIST] [--cpuset-mems LIST] [--pids-limit N]
                      [--blkio-weight N] [--force] ID
              events  [--interval 5s] [--stats] ID
              delete  [-f] ID
            """;

    private final FrontSession session;
    private final Output output;
    private final RuntimeArguments global;

    private RuntimeCommands(FrontSession session, RuntimeArguments global) {
        this.session = session;
        this.output = new Output(session);
        this.global = global;
    }

    /// Answers a front that was called as `shibafu-runtime`.
    ///
    /// @return the exit code
    static int run(FrontSession session) {
        Output output = new Output(session);
        List<String> arguments = session.request().arguments();
        try {
            RuntimeArguments global = RuntimeArguments.parse(arguments, GLOBAL_VALUES, GLOBAL_SWITCHES, true);
            return new RuntimeCommands(session, global).dispatch();
        } catch (ShibafuException e) {
            output.errorText(e.getMessage() + "\n");
            return FAILED;
        }
    }

    private int dispatch() {
        if (global.has("version") || global.has("v")) {
            output.print("shibafu-runtime version " + Version.TEXT + "\nspec: " + Version.SPEC + "\n");
            return 0;
        }
        if (global.has("help") || global.has("h") || global.words().isEmpty()) {
            output.print(USAGE);
            return global.words().isEmpty() && !global.has("help") && !global.has("h") ? FAILED : 0;
        }
        String command = global.words().getFirst();
        List<String> rest = global.words().subList(1, global.words().size());
        if (rest.contains("--help") && !command.equals("exec")) {
            output.print(USAGE);
            return 0;
        }
        try {
            return answer(command, rest);
        } catch (ShibafuException e) {
            output.errorText(e.getMessage() + "\n");
            log().error(e.getMessage());
            return command.equals("exec") ? EXEC_FAILED : FAILED;
        }
    }

    private int answer(String command, List<String> rest) {
        return switch (command) {
            case "create" -> new RuntimeCreate(this).create(rest);
            case "run" -> new RuntimeCreate(this).run(rest);
            case "exec" -> new RuntimeExec(this).exec(rest);
            case "start" -> on(parse(rest, Set.of(), Set.of()), Container::exec);
            case "pause" -> on(parse(rest, Set.of(), Set.of()), Container::pause);
            case "resume" -> on(parse(rest, Set.of(), Set.of()), Container::resume);
            case "state" -> state(parse(rest, Set.of(), Set.of()));
            case "kill" -> kill(parse(rest, Set.of(), Set.of("all")));
            case "delete" -> delete(parse(rest, Set.of(), Set.of("force")));
            case "update" -> new RuntimeUpdate(this).update(rest);
            case "events" -> new RuntimeEvents(this).events(rest);
            case "list" -> list(parse(rest.stream().map(RuntimeCommands::format).toList(), FORMAT, Set.of("quiet")));
            case "ps" -> ps(parse(rest.stream().map(RuntimeCommands::format).toList(), FORMAT, Set.of()));
            default ->
                throw new ShibafuException(
                        "no command " + command + "; see shibafu-runtime --help for those there are");
        };
    }

    private static final Set<String> FORMAT = Set.of("format");

    /// In `list` and `ps`, `-f` is the format; elsewhere it is force.
    private static String format(String argument) {
        return argument.equals("-f") ? "--format" : argument;
    }

    Output output() {
        return output;
    }

    FrontSession session() {
        return session;
    }

    EngineLog log() {
        EngineLog.Format format =
                global.value("log-format").filter("json"::equals).isPresent()
                        ? EngineLog.Format.json
                        : EngineLog.Format.text;
        return EngineLog.open(global.has("debug"), global.value("log").map(Path::of), format);
    }

    ContainerFactory factory() {
        session.trace(log()::trace);
        Launcher.Source launchers = streams -> session;
        Places places = Places.usual(Home.find());
        return ContainerFactory.open(
                global.value("root").map(Path::of).map(places::withState).orElse(places),
                launchers,
                session::afterwards);
    }

    CgroupDriver cgroupDriver() {
        return global.has("systemd-cgroup") ? CgroupDriver.SYSTEMD : CgroupDriver.CGROUPFS;
    }

    /// A path as the caller meant it.
    Path path(String text) {
        return Path.of(session.request().workingDirectory()).resolve(text).normalize();
    }

    RuntimeArguments parse(List<String> rest, Set<String> taking, Set<String> bare) {
        return RuntimeArguments.parse(rest, taking, bare, false);
    }

    private int on(RuntimeArguments arguments, java.util.function.Consumer<Container> verb) {
        verb.accept(factory().load(arguments.id()));
        return 0;
    }

    private int state(RuntimeArguments arguments) {
        output.print(Table.json(StateCommand.oci(factory().load(arguments.id()).ociState())));
        return 0;
    }

    private int kill(RuntimeArguments arguments) {
        int signal = SignalName.parse(
                arguments.words().size() > 1 ? arguments.words().get(1) : "TERM");
        factory().load(arguments.id()).signal(signal);
        return 0;
    }

    private int delete(RuntimeArguments arguments) {
        boolean force = arguments.has("force");
        ContainerFactory factory = factory();
        if (force && !factory.exists(arguments.id())) {
            return 0;
        }
        Container container = factory.load(arguments.id());
        if (force) {
            container.destroyForcibly();
        } else {
            container.destroy();
        }
        return 0;
    }

    private int list(RuntimeArguments arguments) {
        List<Map<String, Object>> objects = new ArrayList<>();
        Table table = new Table("ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER");
        for (Container container : factory().list()) {
            Map<String, Object> state = new LinkedHashMap<>(StateCommand.oci(container.ociState()));
            objects.add(state);
            table.row(
                    text(state, "id"),
                    text(state, "pid"),
                    text(state, "status"),
                    text(state, "bundle"),
                    text(state, "created"),
                    text(state, "owner"));
        }
        if (arguments.has("quiet")) {
            objects.forEach(state -> output.line(text(state, "id")));
        } else {
            output.print(json(arguments) ? Table.json(objects) : table.text());
        }
        return 0;
    }

    private int ps(RuntimeArguments arguments) {
        List<Integer> pids = factory().load(arguments.id()).processes();
        if (json(arguments)) {
            output.print(Table.json((Object) pids));
            return 0;
        }
        Table table = new Table("PID");
        pids.forEach(pid -> table.row(pid.toString()));
        output.print(table.text());
        return 0;
    }

    private static boolean json(RuntimeArguments arguments) {
        Optional<String> format = arguments.value("format");
        if (format.isPresent() && !Set.of("json", "table").contains(format.get())) {
            throw new ShibafuException("invalid format option '" + format.get() + "'; use table or json");
        }
        return format.filter("json"::equals).isPresent();
    }

    private static String text(Map<String, Object> state, String key) {
        return String.valueOf(state.get(key));
    }
}
