package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.launch.Attachment;
import shibafu.engine.lifecycle.Container;

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

    @Option(
            names = "--detach-keys",
            paramLabel = "KEYS",
            defaultValue = "ctrl-p,ctrl-q",
            converter = DetachKeys.Converter.class,
            description = "Keys that leave a container with a terminal (ctrl-p,ctrl-q); '' for none.")
    private DetachKeys keys = new DetachKeys("");

    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Override
    public Integer call() {
        Container container = factory().load(name);
        session()
                .attach(new Attachment(
                        container.attachSocket(), container.state().terminal(), !noStdin, keys.typed()));
        return 0;
    }
}
