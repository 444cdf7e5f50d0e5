package shibafu.engine.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.LockFile;
import shibafu.engine.lifecycle.Home;

/// What a start loads, as the JVM wrote it down to load it faster (JEP 483). It is good for the very JDK and jars that
/// it was made with, and is passed over in silence with others: then it is to be made anew.
///
/// @param file the cache
/// @param classPath jars, separated by colons
/// @param training the arguments of a JVM that loads what starts load: options, and a main class at the end
record StartCache(Path file, String classPath, List<String> training) {
    /// Those of every start: a cache is good for one garbage collector only.
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /// Of this distribution; empty where this program does not run from its jars.
    static Optional<StartCache> ofThisProgram() {
        Path home = Home.find().directory();
        String classPath = System.getProperty("java.class.path");
        if (!classPath.startsWith(home.resolve("lib") + "/")) {
            return Optional.empty();
        }
        List<String> training = new ArrayList<>(OPTIONS);
        training.add("-Dshibafu.home=" + home);
        training.add(Train.class.getName());
        return Optional.of(new StartCache(home.resolve("lib/shibafu.aot"), classPath, training));
    }

    /// Whether this program was started with it.
    boolean inUse() throws IOException {
        return Files.exists(file)
                && Files.readString(Path.of("/proc/self/maps")).contains(" " + file.toRealPath());
    }

    /// Makes it, unless another program is at it, its directory may not be written to, or it was made (or tried) before
    /// with the same JDK and jars.
    ///
    /// @return whether it was made
    @SuppressWarnings("try") // the lock is held, not used
    boolean renew() throws IOException, InterruptedException {
        Path made = file.resolveSibling(file.getFileName() + ".from");
        String from = madeFrom();
        if (!Files.isWritable(file.resolveSibling(".")) || from.equals(read(made))) {
            return false;
        }
        Optional<LockFile> lock = LockFile.acquire(file.resolveSibling(file.getFileName() + ".lock"), Duration.ZERO);
        if (lock.isEmpty()) {
            return false;
        }
        try (LockFile held = lock.get()) {
            if (from.equals(read(made))) {
                return false;
            }
            AtomicFile.write(made, from.getBytes(StandardCharsets.UTF_8));
            train();
            return true;
        }
    }

    private void train() throws IOException, InterruptedException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:AOTCacheOutput=" + unfinished);
        command.add("-cp");
        command.add(classPath);
        command.addAll(training);
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0 || !Files.exists(unfinished)) {
            Files.deleteIfExists(unfinished);
            throw new IOException("make " + file + ": " + String.join(" ", command) + ": exit code " + code);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String madeFrom() throws IOException {
        StringBuilder text = new StringBuilder()
                .append(System.getProperty("java.home"))
                .append(' ')
                .append(Runtime.version())
                .append('\n');
        for (String jar : classPath.split(":", -1)) {
            Path path = Path.of(jar);
            text.append(jar)
                    .append(' ')
                    .append(Files.size(path))
                    .append(' ')
                    .append(Files.getLastModifiedTime(path))
                    .append('\n');
        }
        return text.toString();
    }

    private static String read(Path made) throws IOException {
        return Files.exists(made) ? Files.readString(made) : "";
    }
}
