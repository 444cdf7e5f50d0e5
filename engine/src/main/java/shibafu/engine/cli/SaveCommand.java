package shibafu.engine.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.image.SavedForm;
import shibafu.engine.lifecycle.ContainerFactory;

/// `shibafu save`: images for other engines.
@Command(name = "save", description = "Write images to an archive.")
class SaveCommand extends Verb {
    private static final int CHUNK = 64 << 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Names of images, or beginnings of ids.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (standard output, unless that is a terminal).")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "docker-archive (default), oci-archive, docker-dir or oci-dir.")
    private String format = "docker-archive";

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    @SuppressWarnings("UnusedVariable") // podman's scripts give it
    private boolean quiet;

    @Override
    public Integer call() {
        session().needsOwnEngine();
        SavedForm form = format.startsWith("oci-") ? SavedForm.OCI : SavedForm.DOCKER;
        if (!List.of("docker-archive", "oci-archive", "docker-dir", "oci-dir").contains(format)) {
            throw new ParameterException(spec.commandLine(), "no such format: " + format);
        }
        Optional<Path> to =
                file.map(path -> Path.of(session().request().workingDirectory()).resolve(path));
        if (format.endsWith("-dir")) {
            factory()
                    .images()
                    .archives()
                    .saveTo(
                            names,
                            form,
                            to.orElseThrow(() -> new ParameterException(
                                    spec.commandLine(), "save as " + format + ": say where, by --output DIR")));
            return 0;
        }
        if (to.isPresent()) {
            write(factory(), form, to.get());
        } else if (session().request().isTty(1)) {
            throw new ParameterException(
                    spec.commandLine(), "refused to write an archive to a terminal: use --output FILE, or a pipe");
        } else {
            factory()
                    .images()
                    .archives()
                    .save(names, form, new BufferedOutputStream(new PrintedBytes(session()), CHUNK));
        }
        return 0;
    }

    /// A reader finds the whole or nothing; what is no file, such as a pipe, is written as it is.
    private void write(ContainerFactory factory, SavedForm form, Path to) {
        boolean special = Files.exists(to) && !Files.isRegularFile(to);
        Path temporary = special ? to : to.resolveSibling(to.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), CHUNK)) {
                factory.images().archives().save(names, form, out);
            } catch (ShibafuException e) {
                Files.deleteIfExists(special ? Path.of("") : temporary);
                throw e;
            }
            if (!special) {
                Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new ShibafuException("save to " + to + ": " + IoReason.of(e), e);
        }
    }
}
