package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tinylog.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.RootCgroups;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.ProcessUser;
import shibafu.engine.kernel.MappedFiles;
import shibafu.engine.kernel.UnixListener;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.lifecycle.Rootless;
import shibafu.engine.warm.WarmEngine;

/// `shibafu engine`: stays, and answers what would else boot an engine each.
@Command(
        name = "shibafu engine",
        description = {
            "Stay, and answer every call of shibafu and shibafu-runtime, which then need not boot an engine each.",
            "",
            "The first call starts one by itself, which ends when nobody has called for a while. SHIBAFU_ENGINE=off in"
                    + " the environment of a call keeps it from both; SHIBAFU_ENGINE=ask uses one but starts none."
        },
        usageHelpAutoWidth = false)
final class EngineService implements Callable<Integer> {
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    /// sd_listen_fds(3): the first descriptor that systemd passes.
    private static final int FIRST_PASSED = 3;
    /// So long without a call, it is likely that none comes soon.
    private static final Duration QUIET = Duration.ofSeconds(10);
    /// After so many the JVM has compiled what calls need.
    private static final int ROUNDS = 60;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "Where to listen (/run/shibafu/engine.sock; without root $XDG_RUNTIME_DIR/shibafu/...).")
    private Optional<Path> socket = Optional.empty();

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            description = "End when nobody has called for so long, such as 90s or 5m; never to stay (10m).")
    private String idle = "10m";

    @Option(names = "--unattended", hidden = true, description = "Started by a call: leave its cgroups, say little.")
    private boolean unattended;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and leave.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    private EngineService() {}

    /// @return the exit code
    static int run(String... arguments) {
        EngineLog.configure();
        CommandLine line = new CommandLine(new EngineService());
        line.setExecutionExceptionHandler((error, commands, parsed) -> {
            System.err.println("shibafu: " + (error instanceof ShibafuException ? error.getMessage() : error));
            return Shibafu.ENGINE_FAILED;
        });
        line.setParameterExceptionHandler((error, parsed) -> {
            System.err.println("shibafu: " + error.getMessage() + "; see shibafu engine --help");
            return Shibafu.ENGINE_FAILED;
        });
        return line.execute(arguments);
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public Integer call() throws IOException, InterruptedException {
        Duration patience = EngineIdle.parse(idle);
        Path path = socket.orElseGet(EngineService::usual).toAbsolutePath();
        Path directory = Optional.ofNullable(path.getParent()).orElse(Path.of("/"));
        PrivateDirectory.ensure(directory);
        Path lockFile = beside(path, ".lock");
        Optional<LockFile> lock = LockFile.acquire(lockFile, Duration.ZERO);
        if (lock.isEmpty()) {
            return taken(path, lockFile);
        }
        try (LockFile held = lock.get()) {
            serve(path, patience);
        }
        return 0;
    }

    private int taken(Path path, Path lockFile) {
        if (unattended) {
            return 0; // another call was faster
        }
        throw new ShibafuException("start an engine at " + path + ": there is one already, "
                + LockFile.holder(lockFile).orElse("another process"));
    }

    private void serve(Path path, Duration patience) throws IOException, InterruptedException {
        if (unattended) {
            RootCgroups.join(Path.of("/")).forEach(refused -> Logger.info((Object) refused));
        }
        boolean passed = passed(System.getenv());
        UnixListener listener;
        if (passed) {
            listener = UnixListener.inherited(FIRST_PASSED);
        } else {
            Files.deleteIfExists(path); // of an engine that was killed: the lock is ours
            listener = UnixListener.bind(path);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(path)));
        }
        WarmEngine engine = new WarmEngine(listener, ProcessUser.effectiveUid(), EngineService::answer);
        engine.start();
        Thread.ofPlatform().daemon().name("rehearsal").start(() -> rehearse(beside(path, ".rehearsal")));
        waitForIdle(engine, patience);
        if (!passed) {
            remove(path);
            engine.end(FAREWELL);
            Factories.settle();
        }
    }

    private static void waitForIdle(WarmEngine engine, Duration patience) throws InterruptedException {
        boolean resting = false;
        for (Duration idle = engine.idle(); idle.compareTo(patience) < 0; idle = engine.idle()) {
            boolean quiet = idle.compareTo(QUIET) >= 0;
            if (quiet && !resting) {
                rest();
            }
            resting = quiet;
            Duration left = patience.minus(idle);
            Thread.sleep((left.compareTo(QUIET) < 0 ? left : QUIET).plusMillis(1));
        }
    }

    /// Gives back to the host what is not in use: free heap (MaxHeapFreeRatio), and what only the start has read.
    private static void rest() {
        System.gc();
        try {
            MappedFiles.release();
        } catch (IOException e) {
            Logger.info((Object) ("give memory back: " + e.getMessage()));
        }
    }

    /// The next engines start faster; this one has started.
    private static void renewCache() {
        try {
            Optional<StartCache> cache = StartCache.ofThisProgram();
            if (cache.isPresent() && !cache.get().inUse()) {
                boolean made = cache.get().renew();
                Logger.debug(
                        "{} does not fit this JDK and these jars, made anew: {}",
                        cache.get().file(),
                        made);
            }
        } catch (IOException e) {
            Logger.debug((Object) e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rehearse(Path directory) {
        try {
            Rehearsal.run(directory, ROUNDS);
            renewCache();
            rest();
        } catch (IOException | RuntimeException e) {
            Logger.warn(e, "rehearse"); // calls are answered all the same, the first ones slower
        }
    }

    private static int answer(FrontSession session) {
        try {
            return Main.answer(session);
        } finally {
            EngineLog.forget();
        }
    }

    private static boolean passed(Map<String, String> environment) {
        return "1".equals(environment.get("LISTEN_FDS"))
                && Long.toString(ProcessHandle.current().pid()).equals(environment.get("LISTEN_PID"));
    }

    private static Path usual() {
        if (ProcessUser.isRoot() && !Rootless.is(System.getenv())) {
            return Path.of("/run/shibafu/engine.sock");
        }
        return Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
                .map(directory -> Path.of(directory, "shibafu", "engine.sock"))
                .orElseThrow(() -> new ShibafuException(
                        "find a place for the engine's socket: XDG_RUNTIME_DIR is not set; set it, or use --socket"));
    }

    private static Path beside(Path path, String ending) {
        String name = String.valueOf(path.getFileName());
        return path.resolveSibling(
                (name.endsWith(".sock") ? name.substring(0, name.length() - ".sock".length()) : name) + ending);
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            Logger.warn((Object) ("remove " + path + ": " + e.getMessage()));
        }
    }
}
