package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `shibafu system ...`: all of it at once.
@Command(name = "system", description = "Tidy up.", subcommands = SystemCommand.Prune.class)
final class SystemCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "system needs a command: prune");
    }

    /// `shibafu system prune`.
    @Command(
            name = "prune",
            description =
                    "Remove containers that do not run, networks that nobody is in, and layers that nothing uses.")
    static final class Prune extends Verb {
        @Option(
                names = {"-a", "--all"},
                description = "Images that no container uses, too.")
        private boolean all;

        @Option(names = "--volumes", description = "Volumes without a name that no container has, too.")
        private boolean volumes;

        @Mixin
        private Consent consent = new Consent();

        @Option(names = "--filter", paramLabel = "KEY=VALUE", description = "Only these containers, as for ps.")
        private List<String> filters = new ArrayList<>();

        private boolean failed;

        @Override
        public Integer call() {
            ContainerFilter filter = ContainerFilter.parse(filters);
            String what =
                    "all containers that do not run, with what they wrote,\nall networks that no container is in, "
                            + (volumes ? "all volumes without a name that no container has, " : "")
                            + (all ? "and all images that no container uses" : "and all layers that no image needs");
            if (!consent.to(this, what)) {
                return 0;
            }
            Pruning pruning = new Pruning(factory());
            tell("Containers", pruning.containers(filter, this::fail));
            if (volumes) {
                tell("Volumes", pruning.volumes(false));
            }
            tell("Networks", pruning.networks(this::fail));
            tell("Images", pruning.images(all));
            return failed ? Shibafu.ENGINE_FAILED : 0;
        }

        private void fail(String problem) {
            output().error(problem);
            failed = true;
        }

        private void tell(String what, List<String> gone) {
            if (!gone.isEmpty()) {
                output().line("Deleted " + what + ":");
                gone.forEach(output()::line);
                output().line("");
            }
        }
    }
}
