package shibafu.tui.tape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The lines of one file of a recording, as far as they can be read. A last one without a line break is left out: a
/// crash tore it off, and half a number is a number too.
final class TapeLines implements AutoCloseable {
    private static final int MOST_CHARACTERS = 4 << 20;

    private final String name;
    private final BufferedReader reader;
    private final List<String> problems;
    private final StringBuilder line = new StringBuilder();
    private long bad;
    private long read;

    private TapeLines(String name, BufferedReader reader, List<String> problems) {
        this.name = name;
        this.reader = reader;
        this.problems = problems;
    }

    /// @param problems gets what is to be told
    /// @return empty if there is no such file
    static Optional<TapeLines> of(Path folder, String name, List<String> problems) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            problems.add(name + " is missing");
            return Optional.empty();
        }
        // A pipe would keep us waiting for ever.
        if (!Files.isRegularFile(file)) {
            problems.add(name + " is not a file");
            return Optional.empty();
        }
        InputStreamReader decoded = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
        return Optional.of(new TapeLines(name, new BufferedReader(decoded, 1 << 16), problems));
    }

    /// @return empty at the end
    Optional<String> next() throws IOException {
        line.setLength(0);
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                read++;
                return Optional.of(line.toString());
            }
            if (line.length() == MOST_CHARACTERS) {
                stop("line " + (read + 1) + " is endless");
                return Optional.empty();
            }
            line.append((char) c);
        }
        return Optional.empty();
    }

    /// The line read last is none that belongs here.
    void bad() {
        bad++;
    }

    /// What follows is not read.
    void stop(String why) {
        problems.add(name + ": " + why + ": read up to there");
    }

    @Override
    public void close() throws IOException {
        if (bad > 0) {
            problems.add(name + ": " + bad + " of " + read + " lines make no sense, left out");
        }
        reader.close();
    }
}
