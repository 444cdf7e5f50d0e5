package shibafu.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.ImageDetails;

/// `shibafu image inspect`: what docker and podman tell of an image.
@Command(name = "inspect", description = "Show all that is known of images, as JSON.")
final class ImageInspectCommand extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Names of images, or beginnings of ids.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "TEXT",
            description = "Text with fields in it, such as '{{.Id}}', '{{.Config.Cmd}}' or '{{json .RootFS}}'.")
    private Optional<String> format = Optional.empty();

    @Override
    public Integer call() {
        ArrayNode all = JSON.createArrayNode();
        for (String name : names) {
            all.add(describe(factory().images().inspect(name)));
        }
        if (format.isEmpty()) {
            output().print(Table.json(all));
        } else {
            FieldText text = FieldText.parse(format.get());
            all.forEach(image -> output().line(text.of(image)));
        }
        return 0;
    }

    /// Docker's fields.
    static ObjectNode describe(ImageDetails details) {
        JsonNode config = read(details.config());
        ObjectNode object = JSON.createObjectNode();
        object.put("Id", details.image().id());
        ArrayNode tags = object.putArray("RepoTags");
        details.names().forEach(tags::add);
        object.put(
                "Created",
                config.path("created").asText(details.image().created().toString()));
        object.put("Author", config.path("author").asText(""));
        object.put("Architecture", config.path("architecture").asText(""));
        object.put("Os", config.path("os").asText("linux"));
        object.put("Size", details.image().sizeBytes());
        object.set("Config", config.path("config").isObject() ? config.path("config") : JSON.createObjectNode());
        ObjectNode rootfs = object.putObject("RootFS");
        rootfs.put("Type", "layers");
        ArrayNode layers = rootfs.putArray("Layers");
        details.diffIds().forEach(layers::add);
        ObjectNode driver = object.putObject("GraphDriver");
        driver.put("Name", "overlay");
        ArrayNode directories = driver.putObject("Data").putArray("LowerDir");
        details.layers().stream().map(Path::toString).forEach(directories::add);
        object.set("History", config.path("history").isArray() ? config.path("history") : JSON.createArrayNode());
        object.put("Source", details.image().source());
        return object;
    }

    private static JsonNode read(String config) {
        try {
            return JSON.readTree(config);
        } catch (JsonProcessingException e) {
            throw new ShibafuException("read the image's configuration: " + e.getOriginalMessage(), e);
        }
    }
}
