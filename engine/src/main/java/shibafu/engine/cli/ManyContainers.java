package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;

/// A command that does one thing to each container that is named: one that fails does not keep the others from it.
abstract class ManyContainers extends Verb {
    @Parameters(paramLabel = "CONTAINER", arity = "0..*", description = "Names of containers.")
    private List<String> names = new ArrayList<>();

    int each(Consumer<Container> action) {
        return each(factory(), action);
    }

    private int each(ContainerFactory factory, Consumer<Container> action) {
        if (names.isEmpty()) {
            throw new ShibafuException("missing CONTAINER: name the containers");
        }
        int code = 0;
        for (String name : names) {
            try {
                if (!isDone(factory, name)) {
                    action.accept(factory.load(name));
                }
                output().line(name);
            } catch (ShibafuException e) {
                output().error(e.getMessage());
                code = Shibafu.ENGINE_FAILED;
            }
        }
        return code;
    }

    /// The same where the action lets a process run: a front that has lost its engine over the first goes on with that
    /// one, and would not come to the next.
    int eachRuns(BiConsumer<Starting, Container> action) {
        if (names.size() > 1) {
            session().needsOwnEngine();
        }
        names.forEach(name -> session().promise(name + "\n"));
        ContainerFactory factory = factory();
        Starting starting = new Starting(factory);
        return each(factory, container -> action.accept(starting, container));
    }

    /// The only one that is named.
    Container single(ContainerFactory factory, String why) {
        if (names.size() != 1) {
            throw new ShibafuException(why + ", not " + (names.isEmpty() ? "none" : String.join(" and ", names)));
        }
        return factory.load(names.getFirst());
    }

    /// Whether an engine that was lost over this very call has done it.
    boolean isDone(ContainerFactory factory, String name) {
        return false;
    }
}
