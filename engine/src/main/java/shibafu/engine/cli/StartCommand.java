package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shibafu start`: lets containers run that were created, or have stopped.
@Command(name = "start", description = "Start containers that were created or have stopped; what they wrote is kept.")
final class StartCommand extends ManyContainers {
    @Option(
            names = "--all-restarting",
            description = "Start those with --restart always or unless-stopped that ran before the machine booted.")
    private boolean allRestarting;

    @Override
    public Integer call() {
        if (!allRestarting) {
            return each(new Starting(factory())::start);
        }
        List<String> problems = new ArrayList<>();
        factory().startAfterBoot(problems::add).forEach(output()::line);
        problems.forEach(output()::error);
        return problems.isEmpty() ? 0 : Shibafu.ENGINE_FAILED;
    }
}
