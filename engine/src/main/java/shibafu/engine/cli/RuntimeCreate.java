package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerProcess;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.ProcessSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecReader;

/// `shibafu-runtime create` and `run`. Nobody supervises what they start: conmon or containerd's shim does, as the
/// subreaper that inherits it.
record RuntimeCreate(RuntimeCommands commands) {
    private static final Set<String> VALUES =
            Set.of("bundle", "console-socket", "pid-file", "preserve-fds", "pidfd-socket");
    private static final Set<String> SWITCHES = Set.of("no-pivot", "no-new-keyring", "no-subreaper", "detach", "keep");

    int create(List<String> rest) {
        RuntimeArguments arguments = commands.parse(rest, VALUES, SWITCHES);
        Container container = make(arguments, false);
        start(container, arguments, process(arguments, container.config()).detached());
        return 0;
    }

    int run(List<String> rest) {
        RuntimeArguments arguments = commands.parse(rest, VALUES, SWITCHES);
        boolean detach = arguments.has("detach");
        Container container = make(arguments, !detach && !arguments.has("keep"));
        ProcessConfig process = process(arguments, container.config());
        start(container, arguments, detach ? process.detached() : process.withSupervise(true));
        container.exec();
        return 0;
    }

    private Container make(RuntimeArguments arguments, boolean removeOnExit) {
        if (arguments.value("pidfd-socket").isPresent()) {
            throw new ShibafuException("--pidfd-socket is not supported yet; leave it out");
        }
        Path bundle = commands.path(arguments.value("bundle").orElse("."));
        Spec spec = SpecReader.read(bundle.resolve("config.json"));
        ContainerConfig config = ContainerConfig.ofBundle(arguments.id(), bundle, spec)
                .withRemoveOnExit(removeOnExit)
                .withDriver(commands.cgroupDriver());
        return commands.factory().create(config);
    }

    private void start(Container container, RuntimeArguments arguments, ProcessConfig process) {
        ContainerProcess started = container.start(process);
        arguments.value("pid-file").ifPresent(file -> writePid(commands.path(file), started.pid()));
    }

    private ProcessConfig process(RuntimeArguments arguments, Spec spec) {
        boolean terminal = spec.process().map(ProcessSpec::terminal).orElse(false);
        Optional<Path> socket = arguments.value("console-socket").map(commands::path);
        if (socket.isPresent() && !terminal) {
            throw new ShibafuException("cannot use console socket if runc will not detach or allocate tty: "
                    + "process.terminal is false; leave --console-socket out");
        }
        if (terminal && socket.isEmpty() && arguments.has("detach")) {
            throw new ShibafuException("cannot allocate tty if runc will detach without setting console socket; "
                    + "give --console-socket");
        }
        return ProcessConfig.main()
                .withSupervise(false)
                .withPivot(!arguments.has("no-pivot"))
                .withPreserveFds(number(arguments))
                .withStdio(terminal ? terminal(spec, socket) : new Stdio.Inherit());
    }

    private Stdio terminal(Spec spec, Optional<Path> socket) {
        Optional<Spec.ConsoleSize> size = spec.process().flatMap(ProcessSpec::consoleSize);
        int rows = size.map(Spec.ConsoleSize::height)
                .orElse(commands.session().request().rows());
        int columns = size.map(Spec.ConsoleSize::width)
                .orElse(commands.session().request().columns());
        return new Stdio.Terminal(rows, columns, socket, Optional.empty());
    }

    private static int number(RuntimeArguments arguments) {
        String text = arguments.value("preserve-fds").orElse("0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ShibafuException("--preserve-fds '" + text + "' is not a number", e);
        }
    }

    /// Decimal, no newline, and never seen half written.
    static void writePid(Path file, int pid) {
        Path temporary = file.resolveSibling("." + file.getFileName());
        try {
            Files.writeString(temporary, Integer.toString(pid));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ShibafuException("write pid file " + file + ": " + e.getMessage(), e);
        }
    }
}
