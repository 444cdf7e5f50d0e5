package shibafu.tui.tape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import shibafu.pty.vt.VtTerminal;
import shibafu.tui.flow.Msg;
import shibafu.tui.stats.Host;
import shibafu.tui.term.ShellTap;

/// Disks that fail while a recording is made.
final class TakeTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<Msg> told = new LinkedBlockingQueue<>();
    private ShellTap tap = ShellTap.NONE;

    static boolean canMount() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    @Test
    void a_crash_loses_no_more_than_the_last_second() throws Exception {
        try (Recorder recorder = recorder(folder)) {
            recorder.start("mono");
            Path run = Path.of(((Msg.RecordBegan) told.take()).folder());
            tap.printed(1, "hello".getBytes(StandardCharsets.UTF_8), 5);
            Path cast = run.resolve("shell-1.cast");
            for (int i = 0;
                    i < 50 && !(Files.exists(cast) && Files.readString(cast).contains("hello"));
                    i++) {
                Thread.sleep(100);
            }
            assertThat(cast).content().contains("hello");
        }
    }

    /// `/dev/full` cannot be it, as files are made anew: so it is a file system of one page.
    @Test
    @EnabledIf(value = "canMount", disabledReason = "needs root: it mounts a small file system")
    void a_full_disk_ends_the_recording_with_one_clear_line_and_nothing_else() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        call("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString());
        try (Recorder recorder = recorder(small)) {
            recorder.start("mono");
            assertThat(told.take()).isInstanceOf(Msg.RecordBegan.class);
            byte[] much = new byte[64 * 1024];
            for (int i = 0; i < 20; i++) {
                tap.printed(1, much, much.length);
            }
            Msg.RecordEnded ended = (Msg.RecordEnded) told.poll(20, TimeUnit.SECONDS);
            assertThat(ended.problem())
                    .startsWith("record into " + small)
                    .endsWith(": no space left on device; the recording ends here");
            tap.printed(1, much, much.length);
            recorder.heard(new Msg.Listed(List.of(), Instant.EPOCH));
        } finally {
            call("umount", small.toString());
        }
        assertThat(told).isEmpty();
    }

    private Recorder recorder(Path into) {
        About about = new About("0.0", new Host(1, 0, ZoneOffset.UTC), Duration.ofSeconds(1));
        return new Recorder(into, Map.of(), about, Recorder.Clocks.REAL, id -> "{}", this::listen, told::add);
    }

    private void listen(ShellTap listener) {
        tap = listener;
        tap.opened(1, "web", new VtTerminal(80, 24, answer -> {}).snapshot(0));
    }

    private static void call(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
