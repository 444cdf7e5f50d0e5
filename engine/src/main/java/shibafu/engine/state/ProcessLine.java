package shibafu.engine.state;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.disk.SmallFile;

/// One line of numbers that the stub has written about processes.
final class ProcessLine {
    private ProcessLine() {}

    /// Empty if there is no file, and if the line has no end: then it was cut off.
    ///
    /// @param line all of it, its end included
    static Optional<MatchResult> read(Path file, Pattern line) throws IOException {
        try {
            Matcher found = line.matcher(SmallFile.text(file));
            return found.matches() ? Optional.of(found) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// The process of a pid and the start time behind it.
    static ProcessRef process(MatchResult line, int group) {
        return new ProcessRef(Integer.parseInt(line.group(group)), Long.parseLong(line.group(group + 1)));
    }
}
