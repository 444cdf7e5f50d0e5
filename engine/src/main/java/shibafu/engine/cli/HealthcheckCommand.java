package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.HealthRecord;
import shibafu.engine.state.HealthStatus;

/// `shibafu healthcheck`: looks whether a container is well.
@Command(
        name = "healthcheck",
        description = "Look whether a container is well.",
        subcommands = {HealthcheckCommand.Run.class})
final class HealthcheckCommand extends Verb {
    @Override
    public Integer call() {
        throw new ShibafuException("healthcheck needs a command: shibafu healthcheck run CONTAINER");
    }

    /// `shibafu healthcheck run NAME`: what it finds counts as a check of the supervisor's own.
    @Command(name = "run", description = "Check it now; the exit code is 0 if it is well, else 1.")
    static final class Run extends Verb {
        @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
        private String name = "";

        @Override
        public Integer call() throws InterruptedException {
            HealthRecord record = factory().load(name).health().check();
            boolean well = record.log().getLast().exitCode() == 0;
            if (!well) {
                output().line((record.status() == HealthStatus.HEALTHY ? HealthStatus.UNHEALTHY : record.status())
                        .word());
            }
            return well ? 0 : 1;
        }
    }
}
