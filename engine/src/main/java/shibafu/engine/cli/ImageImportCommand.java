package shibafu.engine.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `shibafu image import`.
@Command(name = "import", description = "Make an image of an archive (tar, OCI, docker save) or directory.")
final class ImageImportCommand extends Verb {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the image.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "SOURCE", description = "Path of an archive or directory.")
    private Path source = Path.of("");

    @Override
    public Integer call() {
        session().needsOwnEngine();
        Path directory = Path.of(session().request().workingDirectory());
        output().line(factory()
                .images()
                .importFrom(name, directory.resolve(source))
                .name());
        return 0;
    }
}
