package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bin/shibafu-tui`, with a script in place of Java that tells how it was called.
final class LauncherTest {
    @TempDir
    Path folder;

    private Path launcher;

    @BeforeEach
    void lay_out_a_distribution() throws IOException {
        Path home = Files.createDirectories(folder.resolve("some where"));
        for (String part : List.of("bin/shibafu-tui", "lib/find-java.sh")) {
            Path target = home.resolve(part);
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(Path.of("src/main/dist").resolve(part), target);
        }
        Files.createFile(home.resolve("lib/b.jar"));
        Files.createFile(home.resolve("lib/a.jar"));
        launcher = home.resolve("bin/shibafu-tui");
        launcher.toFile().setExecutable(true);
    }

    @Test
    void takes_the_java_that_is_named_for_it() throws Exception {
        Path first = java("first", "25");
        Path second = java("second", "25");
        Run run = run(Map.of("SHIBAFU_JAVA_HOME", first.toString(), "JAVA_HOME", second.toString()), "--help");
        assertThat(run.lines()).first().isEqualTo(first + "/bin/java");
    }

    @Test
    void passes_over_a_java_that_is_too_old() throws Exception {
        Path old = java("old", "24");
        Path young = java("young", "26");
        Run run = run(Map.of("JAVA_HOME", old.toString(), "PATH", young + "/bin:" + System.getenv("PATH")), "--help");
        assertThat(run.lines()).first().isEqualTo(young + "/bin/java");
    }

    @Test
    void refuses_a_java_that_is_too_old_and_named_for_it() throws Exception {
        Run run = run(Map.of("SHIBAFU_JAVA_HOME", java("old", "17").toString()), "--help");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines()).singleElement().asString().startsWith("shibafu-tui: no Java 25 or newer in " + folder);
    }

    @Test
    void finds_its_parts_beside_itself_through_links_and_blanks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), launcher);
        Run run = run(link, Map.of("SHIBAFU_JAVA_HOME", java("jdk", "25").toString()), "--help", "a b");
        String home = folder.resolve("some where").toRealPath().toString();
        assertThat(run.lines())
                .contains("-Dshibafu.home=" + home, home + "/lib/a.jar:" + home + "/lib/b.jar")
                .endsWith("shibafu.tui.Main", "--help", "a b");
    }

    @Test
    void ends_with_the_status_of_the_screen() throws Exception {
        Run run = run(Map.of("SHIBAFU_JAVA_HOME", java("jdk", "25").toString(), "STATUS", "7"), "--help");
        assertThat(run.status()).isEqualTo(7);
    }

    private Path java(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(java, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\nexit ${STATUS:-0}\n");
        return home;
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        return run(launcher, environment, arguments);
    }

    private static Run run(Path program, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "SHIBAFU_JAVA_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), lines);
    }

    private record Run(int status, List<String> lines) {}
}
