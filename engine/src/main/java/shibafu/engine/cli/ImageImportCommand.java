package shibafu.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.image.Image;

/// `shibafu image import`.
@Command(name = "import", description = "Make an image of an archive (tar, OCI, docker save) or directory.")
final class ImageImportCommand extends Verb {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the image.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "SOURCE", description = "Path of an archive or directory.")
    private Path source = Path.of("");

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Override
    public Integer call() {
        session().needsOwnEngine();
        Path directory = Path.of(session().request().workingDirectory());
        Image image;
        try (ImportBar bar = new ImportBar(session(), quiet)) {
            image = factory().images().importFrom(name, directory.resolve(source), bar);
        }
        output().line(image.name());
        return 0;
    }
}
