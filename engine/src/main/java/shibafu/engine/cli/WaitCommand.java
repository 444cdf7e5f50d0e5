package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.state.ExitRecord;

/// `shibafu wait`: until containers have stopped; prints their exit codes.
@Command(name = "wait", description = "Wait until containers have stopped, and print their exit codes.")
final class WaitCommand extends Verb {
    @Parameters(paramLabel = "CONTAINER", arity = "1..*", description = "Names of containers.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        session().onHangup(() -> Runtime.getRuntime().halt(0));
        ContainerFactory factory = factory();
        List<Container> containers = names.stream().map(factory::load).toList();
        for (Container container : containers) {
            Optional<ExitRecord> exit = container.waitForExit(Optional.empty());
            output().line(exit.map(record -> Integer.toString(record.exitCode()))
                    .orElse("unknown"));
        }
        return 0;
    }
}
