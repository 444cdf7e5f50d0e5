package shibafu.engine.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.PortMapping;

/// `shibafu port NAME [PORT[/PROTOCOL]]`: which ports of the host lead into a container.
@Command(name = "port", description = "Show the host's ports that lead into a container.")
final class PortCommand extends Verb {
    @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PORT[/PROTOCOL]", description = "Only that of this port.")
    private Optional<String> port = Optional.empty();

    @Override
    public Integer call() {
        Container container = factory().load(name);
        Optional<Attachment> attachment = container.networks().now();
        Optional<String> inside = port.map(text -> text.contains("/") ? text : text + "/tcp");
        int found = 0;
        for (PortMapping mapping : attachment.map(Attachment::ports).orElse(java.util.List.of())) {
            if (inside.isEmpty()) {
                output().line(mapping.inside() + " -> " + mapping.outside());
            } else if (inside.get().equals(mapping.inside())) {
                output().line(mapping.outside());
                found++;
            }
        }
        if (inside.isPresent() && found == 0) {
            throw new ShibafuException("show port of " + name + ": no public port '" + inside.get() + "' published");
        }
        return 0;
    }
}
