package shibafu.engine.cli;

import picocli.CommandLine.Option;
import shibafu.engine.launch.Attachment;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.lifecycle.Container;

/// How those who attach leave a container that goes on.
final class DetachOption {
    @Option(
            names = "--detach-keys",
            paramLabel = "KEYS",
            defaultValue = DetachKeys.USUAL,
            converter = DetachKeys.Converter.class,
            description = "Keys that leave a container with a terminal (ctrl-p,ctrl-q); '' for none.")
    private DetachKeys keys = new DetachKeys("");

    /// @param input whether what is typed is passed on
    Attachment to(Container container, boolean input) {
        return to(container, input, true);
    }

    /// To one that is about to be let run.
    Attachment before(Container container, boolean input) {
        return to(container, input, false);
    }

    /// One that this call makes itself, and follows.
    void from(FrontSession session) {
        if (!keys.equals(DetachKeys.parse(DetachKeys.USUAL))) {
            session.leaveBy(keys.typed());
        }
    }

    /// Whether any keys leave.
    boolean canLeave() {
        return !keys.typed().isEmpty();
    }

    private Attachment to(Container container, boolean input, boolean runs) {
        return new Attachment(container.attachSocket(runs), container.state().terminal(), input, keys.typed());
    }
}
