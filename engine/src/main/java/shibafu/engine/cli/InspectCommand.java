package shibafu.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.state.ContainerId;

/// `shibafu inspect`: all that is known of containers, or of images.
@Command(name = "inspect", description = "Show all that is known of containers and images, as JSON.")
final class InspectCommand extends Verb {
    /// What a name may be of.
    enum Kind {
        container,
        image,
        any
    }

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of containers or images.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "TEXT",
            description = "Text with fields in it, such as '{{.State.Status}}' or '{{json .Mounts}}'.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--type", paramLabel = "container|image", description = "Look only for these.")
    private Kind kind = Kind.any;

    @Override
    public Integer call() {
        Optional<FieldText> text = format.filter(form -> !form.equals("json")).map(FieldText::parse);
        ContainerFactory factory = factory();
        List<ObjectNode> found = new ArrayList<>();
        int code = 0;
        for (String name : names) {
            Optional<ObjectNode> object = find(factory, name);
            object.ifPresent(found::add);
            if (object.isEmpty()) {
                output().error("no such " + (kind == Kind.any ? "object" : kind.name()) + ": \"" + name + "\"");
                code = Shibafu.ENGINE_FAILED;
            }
        }
        if (text.isEmpty()) {
            output().print(Table.json(found));
        } else {
            found.forEach(object -> output().line(text.get().of(object)));
        }
        return code;
    }

    private Optional<ObjectNode> find(ContainerFactory factory, String name) {
        Optional<ObjectNode> container = kind != Kind.image && ContainerId.isValid(name) && factory.exists(name)
                ? Optional.of(ContainerObject.of(factory.load(name)))
                : Optional.empty();
        return container.isPresent() || kind == Kind.container ? container : image(factory, name);
    }

    private static Optional<ObjectNode> image(ContainerFactory factory, String name) {
        try {
            return Optional.of(ImageInspectCommand.describe(factory.images().inspect(name)));
        } catch (ShibafuException e) {
            return Optional.empty(); // no such image, or no name of one
        }
    }
}
