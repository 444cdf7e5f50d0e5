package shibafu.engine.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.copy.IdMaps;
import shibafu.engine.copy.OwnedSink;
import shibafu.engine.copy.Side;
import shibafu.engine.copy.Transfer;
import shibafu.engine.copy.Transfer.Ownership;
import shibafu.engine.kernel.HeldPath;

/// `shibafu cp`: files into a container and out of it.
@Command(name = "cp", description = "Copy files between a container and the host: one side is CONTAINER:PATH.")
final class CopyCommand extends Verb {
    private static final int CHUNK = 64 << 10;
    private static final int ALL_BITS = 07777;
    private static final int NO_SETUID = 01777;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-a", "--archive"},
            description = "Keep the files' owners (root's in the container, the caller's outside).")
    private boolean archive;

    @Option(
            names = {"-L", "--follow-link"},
            description = "If SRC is a link, copy what it leads to.")
    private boolean links;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    @SuppressWarnings("UnusedVariable") // docker's scripts give it
    private boolean quiet;

    @Parameters(index = "0", paramLabel = "SRC", description = "What to copy; DIR/. for what is in it, - for a tar.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "DST", description = "A directory, or a new name; - for a tar.")
    private String destination = "";

    @Override
    public Integer call() {
        session().needsOwnEngine();
        int from = colon(source);
        int to = colon(destination);
        if (from > 0 == to > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    from > 0
                            ? "copying between containers is not supported"
                            : "must specify at least one container source: name it as CONTAINER:PATH");
        }
        if (from > 0) {
            out(source.substring(0, from), source.substring(from + 1));
        } else {
            in(destination.substring(0, to), destination.substring(to + 1));
        }
        return 0;
    }

    private void out(String container, String path) {
        int uid = session().request().uid();
        int gid = session().request().gid();
        Ownership owners = archive ? Ownership.KEPT : sink -> new OwnedSink(sink, uid, gid, NO_SETUID);
        Transfer transfer = new Transfer(links, owners);
        if (destination.equals("-") && session().request().isTty(1)) {
            throw new ParameterException(spec.commandLine(), "refused to write an archive to a terminal: use a pipe");
        }
        factory().files(container).copyOut(path, side -> {
            if (destination.equals("-")) {
                try (OutputStream out = new BufferedOutputStream(new PrintedBytes(session()), CHUNK)) {
                    transfer.toTar(side, out);
                }
                return;
            }
            try (HeldPath root = HeldPath.of(Path.of("/"))) {
                transfer.copy(side, host(root, destination));
            }
        });
    }

    private void in(String container, String path) {
        Ownership owners = archive ? Ownership.KEPT : sink -> new OwnedSink(sink, 0, 0, ALL_BITS);
        Transfer transfer = new Transfer(links, owners);
        factory().files(container).copyIn(path, side -> {
            if (source.equals("-")) {
                try (InputStream in = standardInput()) {
                    transfer.fromTar(in, side);
                }
                return;
            }
            try (HeldPath root = HeldPath.of(Path.of("/"))) {
                transfer.copy(host(root, source), side);
            }
        });
    }

    private InputStream standardInput() throws IOException {
        return Files.newInputStream(session().request().standardInput());
    }

    private Side host(HeldPath root, String path) {
        String whole = path.startsWith("/") ? path : session().request().workingDirectory() + "/" + path;
        return new Side(root, whole, IdMaps.SAME);
    }

    /// Where a container's name ends; what begins with a slash or a dot names none.
    private static int colon(String word) {
        return word.startsWith("/") || word.startsWith(".") ? -1 : word.indexOf(':');
    }
}
