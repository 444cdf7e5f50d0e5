package shibafu.engine.volume;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.JsonRecord;
import shibafu.engine.disk.SmallFile;

/// A volume in a container, kept beside the container's record.
///
/// @param destination where it is mounted
/// @param anonymous whether it was made for a container without a name
/// @param inherited whether another container had it before
/// @param copy whether it takes over what the image has there, if it is new and empty
public record VolumeUse(String name, String destination, boolean anonymous, boolean inherited, boolean copy) {
    /// @return none if there is no such file
    public static List<VolumeUse> read(Path file) {
        List<VolumeUse> uses = new ArrayList<>();
        try {
            for (JsonRecord json : JsonRecord.parse(SmallFile.read(file)).records("volumes")) {
                uses.add(new VolumeUse(
                        json.text("name"),
                        json.text("destination"),
                        json.flag("anonymous"),
                        json.flag("inherited"),
                        json.flag("copy")));
            }
            return uses;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new VolumeException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    public static void write(Path file, List<VolumeUse> uses) {
        try {
            AtomicFile.write(file, JsonRecord.write(json -> {
                json.writeArrayFieldStart("volumes");
                for (VolumeUse use : uses) {
                    json.writeStartObject();
                    json.writeStringField("name", use.name);
                    json.writeStringField("destination", use.destination);
                    json.writeBooleanField("anonymous", use.anonymous);
                    json.writeBooleanField("inherited", use.inherited);
                    json.writeBooleanField("copy", use.copy);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        } catch (IOException e) {
            throw new VolumeException("write " + file + ": " + IoReason.of(e), e);
        }
    }
}
