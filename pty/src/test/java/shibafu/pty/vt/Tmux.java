package shibafu.pty.vt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A tmux of our own, to show it bytes and read its screen.
final class Tmux {
    private final Path directory;
    private final int columns;
    private final int rows;
    private boolean started;

    /// What tmux shows.
    ///
    /// @param cells each row with the sequences that colour it
    record Screen(List<String> cells, int cursorColumn, int cursorRow) {}

    Tmux(int columns, int rows) throws IOException {
        this.columns = columns;
        this.rows = rows;
        this.directory = Files.createTempDirectory("shibafu-tmux-");
        Files.writeString(directory.resolve("conf"), """
                set -g status off
                set -g remain-on-exit on
                set -g default-terminal xterm-256color
                set -ag terminal-overrides ",*:RGB"
                set -g escape-time 0
                """);
    }

    static boolean isInstalled() throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v tmux >/dev/null")
                        .start()
                        .waitFor()
                == 0;
    }

    /// Shows the bytes on a fresh screen. What was written last may be on its way there still.
    void show(byte[] bytes) throws Exception {
        Path file = directory.resolve("bytes");
        Files.write(file, bytes);
        String script = "stty raw -echo; cat '" + file + "'; tmux -S '" + directory.resolve("socket")
                + "' wait-for -S shown; exec sleep 1000";
        if (started) {
            run("respawn-pane", "-k", script);
        } else {
            run("new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows), script);
            started = true;
        }
        run("wait-for", "shown");
    }

    /// What it shows now.
    Screen screen() throws Exception {
        List<String> cells =
                new ArrayList<>(run("capture-pane", "-e", "-p", "-N").lines().toList());
        while (cells.size() < rows) {
            cells.add("");
        }
        List<String> cursor = List.of(
                run("display-message", "-p", "#{cursor_x} #{cursor_y}").strip().split(" ", -1));
        return new Screen(cells, Integer.parseInt(cursor.get(0)), Integer.parseInt(cursor.get(1)));
    }

    /// The text of its history and its screen at another size, without the blanks at the end of each line.
    List<String> resized(int newColumns, int newRows) throws Exception {
        run("resize-window", "-x", Integer.toString(newColumns), "-y", Integer.toString(newRows));
        return run("capture-pane", "-p", "-S", "-").lines().toList();
    }

    private String run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "tmux",
                "-u",
                "-S",
                directory.resolve("socket").toString(),
                "-f",
                directory.resolve("conf").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", words) + ": " + output);
        }
        return output;
    }

    void close() throws Exception {
        if (started) {
            run("kill-server");
        }
        for (String name : List.of("bytes", "conf", "socket")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }
}
