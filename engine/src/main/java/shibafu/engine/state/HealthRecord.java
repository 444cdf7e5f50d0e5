package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.disk.SmallFile;

/// What the supervisor of a container has found out of its health, as it wrote it into `health.json`.
///
/// @param failingStreak how many probes have failed in a row
/// @param log the last five probes, the newest at the end
public record HealthRecord(HealthStatus status, int failingStreak, List<Result> log) {
    /// The file's name, in the container's directory.
    public static final String FILE = "health.json";

    public HealthRecord {
        log = List.copyOf(log);
    }

    /// One probe.
    ///
    /// @param exitCode 0 if it was well; -1 if the probe took too long, or could not be run
    /// @param output its first 4096 bytes, on either stream
    public record Result(Instant start, Instant end, int exitCode, String output) {}

    /// The record of a container; empty if nobody looks whether it is well.
    ///
    /// @throws StateException if it is there and cannot be read
    public static Optional<HealthRecord> of(StateStore store, ContainerId id) {
        Path file = store.directory(id).resolve(FILE);
        try {
            return Optional.of(read(SmallFile.read(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StateException("read health of " + id + " from " + file + ": " + IoReason.of(e), file, e);
        }
    }

    static HealthRecord read(byte[] bytes) throws IOException {
        JsonRecord json = JsonRecord.parse(bytes);
        String word = json.text("status");
        List<Result> log = new ArrayList<>();
        for (JsonRecord result : json.records("log")) {
            log.add(new Result(
                    time(result, "start"), time(result, "end"), result.smallNumber("exitCode"), result.text("output")));
        }
        HealthStatus status = HealthStatus.of(word).orElseThrow(() -> new IOException("status is " + word));
        return new HealthRecord(status, json.smallNumber("failingStreak"), log);
    }

    private static Instant time(JsonRecord result, String name) throws IOException {
        try {
            return Instant.parse(result.text(name));
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
