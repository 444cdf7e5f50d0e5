package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu tag`: one more name for an image.
@Command(name = "tag", description = "Give an image one more name.")
class TagCommand extends Verb {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "Name of an image, or the beginning of its id.")
    private String image = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "The names that it gets.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        ContainerFactory factory = factory();
        for (String name : names) {
            factory.images().tag(image, name);
        }
        return 0;
    }
}
