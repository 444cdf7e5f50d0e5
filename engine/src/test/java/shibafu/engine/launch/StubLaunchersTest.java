package shibafu.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.ShibafuException;

final class StubLaunchersTest {
    private static final Path STUB =
            Path.of(System.getProperty("shibafu.stub", "target/stub/shibafu")).toAbsolutePath();

    /// Field of /proc/PID/stat after the name in brackets: state, ppid, pgrp, session.
    private static final int SESSION = 3;

    @TempDir
    private Path scratch;

    @Test
    void what_has_no_part_in_our_terminal_is_in_a_session_of_its_own() throws IOException {
        try (StubProcess stub = new StubLaunchers(STUB).open(Streams.NONE)) {
            assertThat(session(stub.child().pid())).isEqualTo(stub.child().pid());
        }
        try (StubProcess stub = new StubLaunchers(STUB).open(Streams.INHERIT)) {
            assertThat(session(stub.child().pid())).isNotEqualTo(stub.child().pid());
        }
    }

    @Test
    void one_that_a_signal_ended_before_it_did_anything_is_started_again() throws IOException {
        Path once = script("mkdir '" + scratch + "/first' 2>/dev/null && kill -HUP $$\nexec '" + STUB + "' \"$@\"");
        try (StubProcess stub = new StubLaunchers(once).open(Streams.NONE)) {
            assertThat(Files.exists(Path.of("/proc/" + stub.child().pid() + "/exe")))
                    .isTrue();
        }
    }

    @Test
    void one_that_ends_by_itself_is_not() throws IOException {
        Path failing = script("echo started >>'" + scratch + "/count'; exit 3");
        assertThatThrownBy(() -> new StubLaunchers(failing).open(Streams.NONE))
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("it ended at once with code 3");
        assertThat(Files.readAllLines(scratch.resolve("count"))).hasSize(1);
    }

    @Test
    void one_that_a_signal_ends_each_time_is_given_up() throws IOException {
        Path dying = script("echo started >>'" + scratch + "/count'; kill -KILL $$");
        assertThatThrownBy(() -> new StubLaunchers(dying).open(Streams.NONE)).hasMessageContaining("with code 137");
        assertThat(Files.readAllLines(scratch.resolve("count"))).hasSize(2);
    }

    @Test
    void one_that_is_missing_is_named_with_the_reason() {
        Path missing = scratch.resolve("missing");
        assertThatThrownBy(() -> new StubLaunchers(missing).open(Streams.NONE))
                .isInstanceOf(ShibafuException.class)
                .hasMessageStartingWith("start the stub " + missing)
                .hasMessageEndingWith("no such file or directory");
    }

    @Test
    void none_leaves_a_descriptor_or_a_process() throws IOException {
        StubLaunchers launchers = new StubLaunchers(STUB);
        launchers.open(Streams.NONE).close();
        long before = descriptors();
        List<Long> processes = children();
        for (int i = 0; i < 1000; i++) {
            launchers.open(Streams.NONE).close();
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before); // the collector may close what other tests left
        assertThat(children()).isSubsetOf(processes);
    }

    private static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private Path script(String text) throws IOException {
        Path file = scratch.resolve("stub");
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[SESSION]);
    }
}
