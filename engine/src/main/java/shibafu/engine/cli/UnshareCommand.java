package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;

/// `shibafu unshare`, for those who ask about it: the front (`main.c`) carries it out before any engine is asked.
@Command(
        name = "unshare",
        description = "For ordinary users: run a command (a shell) in the user namespace that their containers are in.")
final class UnshareCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Program and arguments (SHELL, or /bin/sh).")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() {
        throw new ShibafuException("unshare takes no options, and none stand before it: shibafu unshare "
                + String.join(" ", command.isEmpty() ? List.of("COMMAND") : command));
    }
}
