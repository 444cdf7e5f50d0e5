package shibafu.engine.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `shibafu gc`: cleans up after a crash.
@Command(name = "gc", description = "Undo what an engine that was killed had begun and not finished.")
final class GcCommand extends Verb {
    @Option(names = "--check", description = "Read all images and layers, too, and take away what is damaged.")
    private boolean check;

    @Override
    public Integer call() {
        // The factory has done so for this command already, as for every other; what is new is that it is told.
        shibafu().abandoned().forEach(output()::line);
        if (check) {
            session().needsOwnEngine();
            List<String> found = factory().images().upkeep().check();
            found.forEach(output()::line);
            return found.isEmpty() ? 0 : 1;
        }
        return 0;
    }
}
