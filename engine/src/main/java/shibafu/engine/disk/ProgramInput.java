package shibafu.engine.disk;

import java.io.IOException;
import java.io.OutputStream;

/// The standard input of a program that was started.
public final class ProgramInput {
    private ProgramInput() {}

    /// Writes all of its input and ends it. A program may answer, or fail, without reading it, and then its answer is
    /// what counts.
    public static void give(Process process, byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            // A pipe fails in one way: nobody reads it any more.
        }
    }
}
