package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The words after the options: an image, and what to run in it.
final class ImageWords {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "Name of an image, or path of an archive or directory.")
    String image = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "Program and arguments (a shell).")
    List<String> command = new ArrayList<>();
}
