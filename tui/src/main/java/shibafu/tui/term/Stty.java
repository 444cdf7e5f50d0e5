package shibafu.tui.term;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import shibafu.tui.draw.Size;

/// The modes of the terminal on standard input, by way of `stty`: a few milliseconds each time, against a tenth of a
/// second for a native library that is needed for nothing else while a screen starts.
final class Stty {
    private Stty() {}

    /// The terminal as it was found.
    ///
    /// @param modes to give back to `stty`
    record Found(String modes, Size size) {}

    /// Puts the terminal into raw mode, in which every key is a byte and nothing is echoed.
    ///
    /// @return empty if standard input is no terminal
    static Optional<Found> raw() throws IOException {
        String[] words = run("stty -g && stty size && stty raw -echo").strip().split("\\s+", -1);
        return words.length == 3 ? Optional.of(new Found(words[0], size(words[1], words[2]))) : Optional.empty();
    }

    /// Raw mode again, after something else had the terminal.
    static void rawAgain() throws IOException {
        run("stty raw -echo");
    }

    static void restore(Found found) throws IOException {
        run("stty " + found.modes());
    }

    /// The size now; empty if the terminal does not say.
    static Optional<Size> size() throws IOException {
        String[] words = run("stty size").strip().split("\\s+", -1);
        return words.length == 2 ? Optional.of(size(words[0], words[1])) : Optional.empty();
    }

    /// Stops this process' whole group, as the terminal does on Ctrl-Z in its own mode.
    static void stopGroup() throws IOException {
        run("kill -TSTP 0");
    }

    /// Serial lines and some containers' terminals say 0 0: then it is what terminals have always been.
    private static Size size(String rows, String columns) {
        Size said = new Size(Integer.parseInt(columns), Integer.parseInt(rows));
        return said.columns() > 0 && said.rows() > 0 ? said : new Size(80, 24);
    }

    static boolean outputIsTerminal() throws IOException {
        Process test =
                new ProcessBuilder("/bin/sh", "-c", "[ -t 1 ]").inheritIO().start();
        try {
            return test.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String run(String script) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", script)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said;
    }
}
