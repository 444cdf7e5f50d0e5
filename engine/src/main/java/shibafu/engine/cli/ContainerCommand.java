package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `shibafu container ...`: docker's other way to say the same.
@Command(
        name = "container",
        description = "The verbs of containers under docker's other name, and prune.",
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
            ContainerCommand.Ls.class,
            InspectCommand.class,
            StatsCommand.class,
            LogsCommand.class,
            TopCommand.class,
            DiffCommand.class,
            CopyCommand.class,
            ExportCommand.class,
            PortCommand.class,
            WaitCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            UpdateCommand.class,
            ContainerCommand.Prune.class
        })
final class ContainerCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "container needs a command, such as ls, rm or prune");
    }

    /// `shibafu container ls`, the same as `shibafu ps`.
    @Command(
            name = "ls",
            aliases = {"list", "ps"},
            description = "List the containers that run, the newest first; with -a all of them.")
    static final class Ls extends PsCommand {}

    /// `shibafu container prune`.
    @Command(name = "prune", description = "Remove all containers that do not run, with all they wrote.")
    static final class Prune extends Verb {
        @Mixin
        private Consent consent = new Consent();

        @Option(names = "--filter", paramLabel = "KEY=VALUE", description = "Only those, as for ps: label, until, ...")
        private List<String> filters = new ArrayList<>();

        @Override
        public Integer call() {
            ContainerFilter filter = ContainerFilter.parse(filters);
            if (!consent.to(this, "all containers that do not run, with all they wrote")) {
                return 0;
            }
            Pruning pruning = new Pruning(factory());
            return tellEach(problems -> pruning.containers(filter, problems));
        }
    }
}
