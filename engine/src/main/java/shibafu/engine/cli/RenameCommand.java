package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `shibafu rename`: gives a container another name.
@Command(name = "rename", description = "Give a container another name, also while it runs; its id stays.")
final class RenameCommand extends Verb {
    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
    private String wanted = "";

    @Override
    public Integer call() {
        factory().load(name).rename(wanted);
        return 0;
    }
}
