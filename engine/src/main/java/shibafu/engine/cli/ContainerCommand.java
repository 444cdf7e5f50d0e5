package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateException;

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
        @Option(
                names = {"-f", "--force"},
                description = "Remove them without being asked: nobody asks here, so it must be given.")
        private boolean force;

        @Option(names = "--filter", paramLabel = "KEY=VALUE", description = "Only those, as for ps: label, until, ...")
        private List<String> filters = new ArrayList<>();

        @Override
        public Integer call() {
            if (!force) {
                throw new ShibafuException("container prune removes all containers that do not run, with all they "
                        + "wrote: give --force if that is wanted");
            }
            ContainerFilter filter = ContainerFilter.parse(filters);
            int code = 0;
            for (Container container : factory().list()) {
                try {
                    ListedContainer listed = ListedContainer.of(container);
                    boolean idle =
                            listed.status() == ContainerStatus.STOPPED || listed.status() == ContainerStatus.CREATED;
                    if (idle && filter.matches(listed, List.of())) {
                        container.destroy();
                        output().line(container.id());
                    }
                } catch (StateException e) {
                    // It was removed while we looked.
                } catch (ShibafuException e) {
                    output().error(e.getMessage());
                    code = Shibafu.ENGINE_FAILED;
                }
            }
            return code;
        }
    }
}
