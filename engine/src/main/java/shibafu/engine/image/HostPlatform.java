package shibafu.engine.image;

import java.io.IOException;
import shibafu.engine.disk.JsonRecord;

/// This machine, in the words of Go that images use (image-spec, image-index.md).
final class HostPlatform {
    static final String ARCHITECTURE = architecture(System.getProperty("os.arch", ""));
    static final String NAME = "linux/" + ARCHITECTURE;

    private HostPlatform() {}

    /// The variant is not looked at: the architectures that Shibafu runs on have one that all can run.
    static boolean fits(JsonRecord platform) throws IOException {
        return name(platform).equals(NAME);
    }

    static String name(JsonRecord platform) throws IOException {
        return Quoted.of(platform.optionalText("os").orElse("") + "/"
                + platform.optionalText("architecture").orElse(""));
    }

    private static String architecture(String java) {
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> java;
        };
    }
}
