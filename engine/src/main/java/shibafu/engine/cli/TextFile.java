package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;

/// A file of lines that the caller names; empty lines and those that begin with `#` say nothing.
final class TextFile {
    private TextFile() {}

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::stripLeading)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + IoReason.of(e), e);
        }
    }
}
