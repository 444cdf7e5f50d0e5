package shibafu.engine.image;

import java.nio.file.Path;
import java.util.List;

/// All that there is to know of an image.
///
/// @param names all that it has
/// @param diffIds of its layers, the lowest first
/// @param layers where they are, the topmost first
/// @param config its configuration as it came (image-spec, config.md), JSON
public record ImageDetails(Image image, List<String> names, List<String> diffIds, List<Path> layers, String config) {
    public ImageDetails {
        names = List.copyOf(names);
        diffIds = List.copyOf(diffIds);
        layers = List.copyOf(layers);
    }

    static ImageDetails of(BuiltImage built, List<String> names) {
        return new ImageDetails(
                built.stored().image(),
                names,
                built.layers().stream().map(layer -> layer.diffId().text()).toList(),
                built.layers().reversed().stream().map(Layer::tree).toList(),
                new String(built.config(), java.nio.charset.StandardCharsets.UTF_8));
    }
}
