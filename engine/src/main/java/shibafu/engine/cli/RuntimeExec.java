package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerProcess;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec.User;
import shibafu.engine.spec.SpecReader;

/// `shibafu-runtime exec`: one more process, described by flags or by a file.
record RuntimeExec(RuntimeCommands commands) {
    private static final Set<String> VALUES =
            Set.of("console-socket", "cwd", "env", "user", "process", "pid-file", "preserve-fds");
    private static final Set<String> SWITCHES = Set.of("tty", "detach", "no-new-privs");

    int exec(List<String> rest) {
        RuntimeArguments arguments = RuntimeArguments.parse(rest, VALUES, SWITCHES, true);
        Container container = commands.factory().load(arguments.id());
        ProcessSpec program = program(container, arguments);
        Optional<Path> socket = arguments.value("console-socket").map(commands::path);
        Stdio stdio = program.terminal()
                ? new Stdio.Terminal(
                        commands.session().request().rows(),
                        commands.session().request().columns(),
                        socket,
                        Optional.empty())
                : new Stdio.Inherit();
        ProcessConfig process =
                ProcessConfig.main().withSpec(program).withSupervise(false).withStdio(stdio);
        ContainerProcess started = container.start(arguments.has("detach") ? process.detached() : process);
        arguments.value("pid-file").ifPresent(file -> RuntimeCreate.writePid(commands.path(file), started.pid()));
        return 0;
    }

    private ProcessSpec program(Container container, RuntimeArguments arguments) {
        Optional<String> file = arguments.value("process");
        if (file.isPresent()) {
            return SpecReader.readProcess(commands.path(file.get()));
        }
        List<String> command = arguments.words().subList(1, arguments.words().size());
        if (command.isEmpty()) {
            throw new ShibafuException("process args cannot be empty; give a program, or --process FILE");
        }
        ProcessSpec base = container.config().process().orElseGet(() -> DefaultSpec.process(command));
        List<String> env = new ArrayList<>(base.env());
        env.addAll(arguments.all("env"));
        ProcessSpec process = base.withArgs(command).withEnv(env).withTerminal(arguments.has("tty"));
        if (arguments.value("cwd").isPresent()) {
            process = process.withCwd(arguments.value("cwd").get());
        }
        if (arguments.value("user").isPresent()) {
            process = process.withUser(user(arguments.value("user").get()));
        }
        return arguments.has("no-new-privs") ? process.withNoNewPrivileges(true) : process;
    }

    /// Numbers only: a name would have to be looked up in a file of the container (CVE-2026-30892).
    private static User user(String text) {
        if (!text.matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
            throw new ShibafuException("user '" + text + "' is not UID[:GID] in numbers");
        }
        String[] parts = text.split(":", 2);
        return new User(
                Integer.parseInt(parts[0]),
                parts.length == 2 ? Integer.parseInt(parts[1]) : 0,
                OptionalInt.empty(),
                List.of());
    }
}
