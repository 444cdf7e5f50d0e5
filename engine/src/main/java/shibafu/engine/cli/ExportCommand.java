package shibafu.engine.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.lifecycle.ContainerFiles;

/// `shibafu export`: all files of a container.
@Command(name = "export", description = "Write a container's root file system as a tar, without its volumes.")
final class ExportCommand extends Verb {
    private static final int CHUNK = 64 << 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (standard output, unless that is a terminal).")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        session().needsOwnEngine();
        if (file.isEmpty() && session().request().isTty(1)) {
            throw new ParameterException(
                    spec.commandLine(), "refused to write an archive to a terminal: use --output FILE, or a pipe");
        }
        ContainerFiles files = factory().files(name);
        try {
            if (file.isPresent()) {
                write(files, Path.of(session().request().workingDirectory()).resolve(file.get()));
                return 0;
            }
            try (OutputStream out = new BufferedOutputStream(new PrintedBytes(session()), CHUNK)) {
                files.export(out);
            }
        } catch (IOException e) {
            throw new ShibafuException("export " + name + ": " + IoReason.of(e), e);
        }
        return 0;
    }

    /// A reader finds the whole or nothing; what is no file, such as a pipe, is written as it is.
    private static void write(ContainerFiles files, Path to) throws IOException {
        boolean special = Files.exists(to) && !Files.isRegularFile(to);
        Path temporary = special ? to : to.resolveSibling(to.getFileName() + ".part");
        boolean whole = false;
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), CHUNK)) {
                files.export(out);
            }
            if (!special) {
                Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
            }
            whole = true;
        } finally {
            if (!whole && !special) {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
