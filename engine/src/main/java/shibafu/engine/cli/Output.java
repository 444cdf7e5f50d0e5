package shibafu.engine.cli;

import java.nio.charset.StandardCharsets;
import shibafu.engine.launch.FrontSession;

/// The caller's standard output and error, by way of its front.
public record Output(FrontSession session) {
    private static final int CHUNK = 64 * 1024;

    public void line(String text) {
        print(text + "\n");
    }

    public void print(String text) {
        // A frame has a cap; a log may not.
        for (int from = 0; from < text.length(); from += CHUNK) {
            session.print(text.substring(from, Math.min(text.length(), from + CHUNK)));
        }
    }

    void error(String text) {
        session.printError("shibafu: " + text + "\n");
    }

    /// Prints lines of an error that has its own beginning.
    public void errorText(String text) {
        session.printError(text);
    }

    /// How many bytes a text takes on the wire.
    static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
