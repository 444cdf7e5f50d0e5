package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shibafu.engine.spec.Spec;

/// Which images are mounted in a container beside its own: they stay as long as its record does.
public final class MountedImages {
    private static final String ANNOTATION = "org.shibafu.mounted-images";

    private MountedImages() {}

    /// Writes it down.
    ///
    /// @param trees that the images' names lead to
    public static Spec note(Spec spec, List<Path> trees) {
        if (trees.isEmpty()) {
            return spec;
        }
        Map<String, String> all = new LinkedHashMap<>(spec.annotations());
        all.put(ANNOTATION, trees.stream().map(Path::toString).collect(Collectors.joining("\n")));
        return spec.withAnnotations(all);
    }

    static boolean has(Map<String, String> annotations, Path tree) {
        return Stream.of(annotations.getOrDefault(ANNOTATION, "").split("\n")).anyMatch(tree.toString()::equals);
    }
}
