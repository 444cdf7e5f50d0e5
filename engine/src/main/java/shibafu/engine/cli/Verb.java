package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.lifecycle.ContainerFactory;

/// What every command of `shibafu` has: its way to the engine and to its caller, and `--help`.
@Command(sortOptions = false, usageHelpAutoWidth = false, abbreviateSynopsis = true)
abstract class Verb implements Callable<Integer> {
    @ParentCommand
    private Object parent = this;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    Shibafu shibafu() {
        return switch (parent) {
            case Shibafu root -> root;
            case Verb verb -> verb.shibafu();
            default -> throw new IllegalStateException("command without a parent");
        };
    }

    Output output() {
        return shibafu().output();
    }

    FrontSession session() {
        return shibafu().session();
    }

    ContainerFactory factory() {
        return shibafu().factory();
    }

    /// Says what was done to each of many, and then what could not be.
    ///
    /// @param work yields whom it was done to, and tells why not to another
    /// @return the exit code
    int tellEach(Function<Consumer<String>, List<String>> work) {
        List<String> problems = new ArrayList<>();
        work.apply(problems::add).forEach(output()::line);
        problems.forEach(output()::error);
        return problems.isEmpty() ? 0 : Shibafu.ENGINE_FAILED;
    }
}
