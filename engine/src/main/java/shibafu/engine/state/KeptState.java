package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.SmallFile;
import shibafu.engine.disk.TreeRemoval;

/// What is kept of a container that is to run again when the machine does: its record, and what it was made from, in a
/// directory that a reboot leaves as it is.
///
/// @param state as it was reserved
/// @param root of the records that it belongs to
/// @param boot in which it was started last
/// @param init whether a small init of ours is its process 1
/// @param input whether those who attach may type where it has no terminal
/// @param output where its output goes
public record KeptState(ContainerState state, Path root, String boot, boolean init, boolean input, Path output) {
    private static final String START = "start.json";
    private static final String WAITING = "waiting";
    private static final String STOPPED = "stopped";

    /// Writes it anew, with copies of files beside it.
    ///
    /// @param waits whether it was not started yet
    public void write(Path directory, boolean waits, Path... files) {
        try {
            TreeRemoval.remove(directory);
            PrivateDirectory.create(directory);
            for (Path file : files) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    AtomicFile.writeUnseen(directory.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            }
            AtomicFile.writeUnseen(directory.resolve(StateFiles.STATE), StateFormat.write(state));
            if (waits) {
                AtomicFile.writeUnseen(directory.resolve(WAITING), new byte[0]);
            }
            AtomicFile.write(
                    directory.resolve(START), // last: without it there is nothing
                    JsonRecord.write(json -> {
                        json.writeStringField("root", root.toString());
                        json.writeStringField("boot", boot);
                        json.writeBooleanField("init", init);
                        json.writeBooleanField("input", input);
                        json.writeStringField("output", output.toString());
                    }));
        } catch (IOException e) {
            throw failed("keep", state.id().value(), directory, e);
        }
    }

    /// What is kept there; empty if nothing is, or it was never started, or somebody stopped it since.
    ///
    /// @param stopped whether one that was stopped counts
    public static Optional<KeptState> find(Path directory, boolean stopped) {
        if (Files.exists(directory.resolve(WAITING)) || (!stopped && Files.exists(directory.resolve(STOPPED)))) {
            return Optional.empty();
        }
        try {
            JsonRecord start = JsonRecord.parse(SmallFile.read(directory.resolve(START)));
            return Optional.of(new KeptState(
                    StateFormat.readState(SmallFile.read(directory.resolve(StateFiles.STATE))),
                    Path.of(start.text("root")),
                    start.text("boot"),
                    start.flag("init"),
                    start.flag("input"),
                    Path.of(start.text("output"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read what is kept", "", directory, e);
        }
    }

    /// It was started.
    public static void started(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(WAITING));
            Files.deleteIfExists(directory.resolve(STOPPED));
        } catch (IOException e) {
            throw failed("mark as started", "", directory, e);
        }
    }

    /// Somebody wants its end.
    public static void stopped(Path directory) {
        try {
            AtomicFile.writeUnseen(directory.resolve(STOPPED), new byte[0]);
        } catch (NoSuchFileException e) {
            // Nothing is kept.
        } catch (IOException e) {
            throw failed("mark as stopped", "", directory, e);
        }
    }

    private static StateException failed(String verb, String what, Path directory, IOException e) {
        String object = what.isEmpty() ? "" : " " + what;
        return new StateException(verb + object + " in " + directory + ": " + IoReason.of(e), directory, e);
    }
}
