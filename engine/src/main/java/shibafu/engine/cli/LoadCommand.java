package shibafu.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.image.Image;

/// `shibafu load`: what `save`, docker's, podman's or ours, has written.
@Command(name = "load", description = "Take in the images of an archive by the names they have there.")
class LoadCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "Archive or OCI layout (an archive on standard input).")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    @SuppressWarnings("UnusedVariable") // docker's scripts give it
    private boolean quiet;

    @Override
    public Integer call() {
        session().needsOwnEngine();
        if (file.isEmpty() && session().request().isTty(0)) {
            throw new ParameterException(spec.commandLine(), "name a file by --input, or give it on standard input");
        }
        Path source = file.map(
                        path -> Path.of(session().request().workingDirectory()).resolve(path))
                .orElse(session().request().standardInput());
        if (Files.isDirectory(source)) {
            factory().images().archives().load(source).forEach(this::tell);
            return 0;
        }
        try (InputStream stream = Files.newInputStream(source)) {
            factory()
                    .images()
                    .archives()
                    .load(stream, file.map(Path::toString).orElse("standard input"))
                    .forEach(this::tell);
        } catch (IOException e) {
            throw new ShibafuException("load " + source + ": " + IoReason.of(e), e);
        }
        return 0;
    }

    private void tell(Image image) {
        output().line("Loaded image: " + image.name());
    }
}
