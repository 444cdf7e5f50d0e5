package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.image.Image;
import shibafu.engine.service.ByteText;

/// `shibafu images`: what containers can be made from.
@Command(name = "images", description = "List images.")
class ImagesCommand extends Verb {
    private static final int SHORT = 12;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Names only.")
    private boolean quiet;

    @Override
    public Integer call() {
        List<Image> images = factory().images().list();
        if (quiet) {
            images.forEach(image -> output().line(image.name()));
        } else if (json) {
            output().print(Table.json(images.stream().map(ImagesCommand::object).toList()));
        } else {
            Table table = new Table("NAME", "ID", "SIZE", "CREATED", "SOURCE");
            for (Image image : images) {
                table.row(
                        image.name(),
                        shortId(image),
                        ByteText.of(image.sizeBytes()),
                        image.created().toString(),
                        image.source());
            }
            output().print(table.text());
        }
        return 0;
    }

    /// As docker shows it; of an image from before there were layers, a stroke.
    private static String shortId(Image image) {
        String id = image.id().substring(image.id().indexOf(':') + 1);
        return id.isEmpty() ? "-" : id.substring(0, Math.min(SHORT, id.length()));
    }

    private static Map<String, Object> object(Image image) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", image.name());
        object.put("id", image.id());
        object.put("sizeBytes", image.sizeBytes());
        object.put("created", image.created().toString());
        object.put("source", image.source());
        return object;
    }
}
