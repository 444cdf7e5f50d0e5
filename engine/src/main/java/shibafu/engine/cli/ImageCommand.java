package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu image ...`: the store of images.
@Command(
        name = "image",
        description = "Import, list and remove images.",
        subcommands = {ImageCommand.Import.class, ImageCommand.Ls.class, ImageCommand.Rm.class})
final class ImageCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "image needs a command: import, ls or rm");
    }

    /// `shibafu image import`.
    @Command(name = "import", description = "Make an image of an archive (tar, OCI, docker save) or directory.")
    static final class Import extends Verb {
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

    /// `shibafu image ls`, the same as `shibafu images`.
    @Command(
            name = "ls",
            aliases = {"list"},
            description = "List images.")
    static final class Ls extends ImagesCommand {}

    /// `shibafu image rm`.
    @Command(
            name = "rm",
            aliases = {"remove", "delete"},
            description = "Remove images that no container uses.")
    static final class Rm extends Verb {
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of images.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            ContainerFactory factory = factory();
            for (String name : names) {
                factory.images().remove(name, false);
                output().line(name);
            }
            return 0;
        }
    }
}
