package shibafu.tui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import shibafu.pty.PtySession;
import shibafu.pty.WindowSize;

/// The screen in a process of its own on a real pseudo terminal, over the scripted engine. What it prints is
/// gathered as the bytes that they are: there is no emulator here, so tests look for text and sequences.
final class Screen implements AutoCloseable {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    /// Runs `$@` as the launcher does, in this terminal's foreground, and notes down its modes, pid and exit code.
    private static final String SCRIPT = """
            stty -g >before
            exec 3<"${STDIN:-/dev/tty}"
            env --default-signal=INT,QUIT "$@" <&3 3<&- &
            echo $! >pid
            wait $!
            echo $? >code
            stty -g >after
            """;

    private final Path folder;
    private final PtySession session;
    private final StringBuilder seen = new StringBuilder();
    private final Thread reader;

    private Screen(Path folder, PtySession session) {
        this.folder = folder;
        this.session = session;
        this.reader = Thread.startVirtualThread(this::read);
    }

    /// @param folder for the script's notes
    static Screen start(Path folder, Map<String, String> environment, Class<?> main, String... options) {
        Map<String, String> all = new HashMap<>(Map.of(
                "PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "TERM", "xterm-256color", "LANG", "C.UTF-8", "PS1", "$ "));
        all.putAll(environment);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "cd " + folder + "\n" + SCRIPT, "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                CLASS_PATH,
                main.getName()));
        command.addAll(List.of(options));
        return new Screen(folder, PtySession.start(command, all, new WindowSize(80, 24)));
    }

    Screen type(String text) throws IOException {
        session.input().write(text.getBytes(UTF_8));
        session.input().flush();
        return this;
    }

    Screen resize(int columns, int rows) {
        session.resize(new WindowSize(columns, rows));
        return this;
    }

    /// Waits until the text has been printed, and forgets it and all before it.
    Screen await(String text) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (true) {
            synchronized (seen) {
                int at = seen.indexOf(text);
                if (at >= 0) {
                    seen.delete(0, at + text.length());
                    return this;
                }
            }
            assertThat(System.nanoTime())
                    .as("waited for \"%s\", have: %s", text, seen())
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    String seen() {
        synchronized (seen) {
            return seen.toString();
        }
    }

    Screen signal(String name) throws IOException, InterruptedException {
        String pid = Files.readString(folder.resolve("pid")).strip();
        new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        return this;
    }

    /// Waits for the end and for all that was printed before it; the terminal must be as it was found.
    ///
    /// @return the exit code
    int ended() throws IOException, InterruptedException {
        session.waitFor();
        reader.join(Duration.ofSeconds(20));
        assertThat(Files.readString(folder.resolve("after")))
                .as("modes of the terminal")
                .isEqualTo(Files.readString(folder.resolve("before")));
        return Integer.parseInt(Files.readString(folder.resolve("code")).strip());
    }

    @Override
    public void close() {
        session.close();
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try {
            for (int n = session.output().read(buffer);
                    n >= 0;
                    n = session.output().read(buffer)) {
                synchronized (seen) {
                    seen.append(new String(buffer, 0, n, UTF_8));
                }
            }
        } catch (IOException e) {
            // How a terminal ends.
        }
    }
}
