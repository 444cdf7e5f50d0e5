package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu rmi`: removes images.
@Command(name = "rmi", description = "Remove images that no container uses.")
class RmiCommand extends Verb {
    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Names of images, or beginnings of ids.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "Also if containers use it, which keep its layers; no error if there is none.")
    private boolean force;

    /// All that can be removed is, whatever becomes of the others.
    @Override
    public Integer call() {
        session().needsOwnEngine(); // another could not tell what one before it has removed from what never was
        ContainerFactory factory = factory();
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            try {
                output().line(factory.images().remove(name, force));
            } catch (ShibafuException e) {
                if (!force || !String.valueOf(e.getMessage()).startsWith("image does not exist")) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ShibafuException(String.join("; ", problems));
        }
        return 0;
    }
}
