package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shibafu attach`: the terminal, or the output, of a container that runs detached.
@Command(
        name = "attach",
        description = {
            "Attach to a container's first program: see what it writes, and type.",
            "Ends with its exit code, or with 0 when left by the keys."
        })
final class AttachCommand extends Verb {
    @Option(names = "--no-stdin", description = "Only look: nothing that is typed is passed on.")
    private boolean noStdin;

    @Mixin
    private DetachOption detach = new DetachOption();

    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Override
    public Integer call() {
        session().attach(detach.to(factory().load(name), !noStdin));
        return 0;
    }
}
