package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// For which machines an image is, in Go's words (image-spec, image-index.md).
///
/// @param variant of the architecture, such as `v7`; empty where there is one only
public record Platform(String os, String architecture, String variant) {
    /// The machine this runs on.
    public static Platform host() {
        return ofJava(System.getProperty("os.arch", ""));
    }

    static Platform ofJava(String arch) {
        return switch (arch) {
            case "x86_64", "amd64" -> new Platform("linux", "amd64", "");
            case "aarch64" -> new Platform("linux", "arm64", "v8");
            case "arm" -> new Platform("linux", "arm", "v7");
            case "x86", "i386" -> new Platform("linux", "386", "");
            default -> new Platform("linux", arch, "");
        };
    }

    /// Reads `OS/ARCHITECTURE[/VARIANT]`, or an architecture alone.
    ///
    /// @throws RegistryException if it is neither
    public static Platform parse(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("/", -1));
        if (words.size() > 3 || words.stream().anyMatch(String::isEmpty)) {
            throw new RegistryException(
                    "invalid platform: " + text + ": write OS/ARCHITECTURE[/VARIANT]," + " such as linux/arm64");
        }
        if (words.size() == 1) {
            return new Platform("linux", ofJava(words.getFirst()).architecture, "");
        }
        String variant = words.size() == 3 ? words.get(2) : "";
        return new Platform(words.getFirst(), ofJava(words.get(1)).architecture, variant);
    }

    static Optional<Platform> of(JsonNode node) {
        return node.isObject()
                ? Optional.of(new Platform(
                        node.path("os").asText(),
                        node.path("architecture").asText(),
                        node.path("variant").asText()))
                : Optional.empty();
    }

    /// How well an image of another platform would do here: 0 not at all, the more the better.
    int fit(Platform image) {
        if (!os.equals(image.os) || !architecture.equals(image.architecture)) {
            return 0;
        }
        if (variant.equals(image.variant)) {
            return 100;
        }
        if (variant.isEmpty() || image.variant.isEmpty()) {
            return 50;
        }
        // A machine runs the older variants of its own architecture: v7 runs v6 and v5.
        int wanted = number(variant);
        int offered = number(image.variant);
        return offered > 0 && offered < wanted ? 10 + offered : 0;
    }

    private static int number(String variant) {
        return variant.matches("v[0-9]") ? variant.charAt(1) - '0' : 0;
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
