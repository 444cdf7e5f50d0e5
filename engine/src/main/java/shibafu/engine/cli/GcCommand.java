package shibafu.engine.cli;

import picocli.CommandLine.Command;

/// `shibafu gc`: cleans up after a crash.
@Command(name = "gc", description = "Undo what an engine that was killed had begun and not finished.")
final class GcCommand extends Verb {
    @Override
    public Integer call() {
        // The factory has done so for this command already, as for every other; what is new is that it is told.
        shibafu().abandoned().forEach(output()::line);
        return 0;
    }
}
