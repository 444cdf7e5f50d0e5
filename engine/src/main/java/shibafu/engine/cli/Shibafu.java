package shibafu.engine.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.DeclinedException;
import shibafu.engine.launch.FrontGoneException;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.lifecycle.CgroupDriver;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Home;
import shibafu.engine.lifecycle.Places;

/// `shibafu`: containers from the command line.
@Command(
        name = "shibafu",
        versionProvider = Version.class,
        description = "Run containers, look at them, and change their limits while they run.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CreateCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            KillCommand.class,
            DeleteCommand.class,
            RenameCommand.class,
            ExecCommand.class,
            AttachCommand.class,
            ListCommand.class,
            StateCommand.class,
            StatsCommand.class,
            MetricsCommand.class,
            EventsCommand.class,
            LogsCommand.class,
            PsCommand.class,
            TopCommand.class,
            InspectCommand.class,
            DiffCommand.class,
            CopyCommand.class,
            ExportCommand.class,
            ContainerCommand.class,
            CompletionCommand.class,
            TraceCommand.class,
            WaitCommand.class,
            HealthcheckCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            UpdateCommand.class,
            PlanCommand.class,
            ImageCommand.class,
            ImagesCommand.class,
            RmiCommand.class,
            TagCommand.class,
            SaveCommand.class,
            LoadCommand.class,
            CommitCommand.class,
            NetworkCommand.class,
            VolumeCommand.class,
            PortCommand.class,
            PullCommand.class,
            PushCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            UnshareCommand.class,
            SystemCommand.class,
            GcCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "Give --help after a command to read about it. An ordinary user has images and containers of their own."
        })
final class Shibafu implements Runnable {
    /// Docker's code for an error of the engine, not of the program in the container.
    static final int ENGINE_FAILED = 125;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--root", paramLabel = "DIR", description = "Directory of container records (/run/shibafu).")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--cgroup-manager",
            paramLabel = "cgroupfs|systemd",
            description = "Who makes the cgroups of new containers (cgroupfs); systemd as scopes, on cgroup v2.")
    private CgroupDriver cgroupManager = CgroupDriver.CGROUPFS;

    @Option(names = "--debug", description = "Tell every operation carried out, with its time, on standard error.")
    private boolean debug;

    @Option(names = "--log", paramLabel = "FILE", description = "Append log records to this file.")
    private Optional<Path> log = Optional.empty();

    @Option(names = "--log-format", paramLabel = "text|json", description = "Form of log records (text).")
    private EngineLog.Format logFormat = EngineLog.Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-v", "--version"},
            versionHelp = true,
            description = "Show the version and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean version;

    private List<String> abandoned = List.of();

    private final FrontSession session;
    private final Output output;

    private Shibafu(FrontSession session) {
        this.session = session;
        this.output = new Output(session);
    }

    /// Answers a front that was called as `shibafu`.
    ///
    /// @return the exit code
    static int run(FrontSession session) {
        Shibafu shibafu = new Shibafu(session);
        CommandLine commands = new CommandLine(shibafu);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpWidth(Math.clamp(session.request().columns(), 80, 120));
        commands.setUsageHelpAutoWidth(false);
        // Words after the image, or after a container's name, belong to the program inside.
        CommandLine container = requireNonNull(commands.getSubcommands().get("container"));
        for (String verb : List.of("run", "create", "exec", "plan", "top")) {
            Optional.ofNullable(commands.getSubcommands().get(verb)).ifPresent(line -> line.setStopAtPositional(true));
            Optional.ofNullable(container.getSubcommands().get(verb)).ifPresent(line -> line.setStopAtPositional(true));
        }
        StringWriter out = new StringWriter();
        commands.setOut(new PrintWriter(out));
        commands.setParameterExceptionHandler((error, arguments) -> shibafu.misused(error));
        commands.setExecutionExceptionHandler((error, line, parsed) -> shibafu.failed(error));
        int code = commands.execute(session.request().arguments().toArray(String[]::new));
        commands.getOut().flush();
        shibafu.output.print(out.toString());
        return code;
    }

    /// Called with no command at all.
    @Override
    public void run() {
        output.errorText(spec.commandLine().getUsageMessage());
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    Output output() {
        return output;
    }

    FrontSession session() {
        return session;
    }

    /// The engine, with plans carried out by the caller's own front.
    ContainerFactory factory() {
        log().follow();
        Places places = Places.of(Home.find(), session.request().environment());
        ContainerFactory factory =
                Factories.open(root.map(this::path).map(places::withState).orElse(places), session);
        // What an engine that was killed had begun is undone by whoever comes next.
        abandoned = factory.gc();
        return factory;
    }

    /// Who makes the cgroups of new containers.
    CgroupDriver cgroupManager() {
        return cgroupManager;
    }

    /// Containers whose making had been cut short, and which are gone now.
    List<String> abandoned() {
        factory();
        return abandoned;
    }

    EngineLog log() {
        return EngineLog.open(session, debug, log.map(this::path), logFormat);
    }

    private Path path(Path given) {
        return Path.of(session.request().workingDirectory()).resolve(given);
    }

    private int misused(ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        output.error(oneLine(String.valueOf(error.getMessage())) + "; see " + command + " --help");
        return ENGINE_FAILED;
    }

    private int failed(Exception error) {
        switch (error) {
            case DeclinedException declined -> {
                return 0; // the front is told; picocli lets no exception through
            }
            case LaunchException launch -> {
                report(launch.getMessage());
                return launch.exitCode();
            }
            case FrontGoneException gone -> log().error(gone.getMessage());
            case ShibafuException known -> report(known.getMessage());
            default -> {
                report(error.toString());
                if (debug) {
                    StringWriter trace = new StringWriter();
                    error.printStackTrace(new PrintWriter(trace));
                    output.errorText(trace.toString());
                }
            }
        }
        return ENGINE_FAILED;
    }

    private void report(String message) {
        output.error(oneLine(message));
        log().error(oneLine(message));
    }

    private static String oneLine(String message) {
        List<String> lines = new ArrayList<>();
        message.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return String.join(" ", lines);
    }
}
