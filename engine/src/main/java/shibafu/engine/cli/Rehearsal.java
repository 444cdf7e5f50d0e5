package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.launch.FrontRequest.Role;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.PretendedFront;
import shibafu.engine.spec.ExampleSpec;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecWriter;
import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StatusProbe;

/// Goes the ways that calls take, without any container: the JVM compiles what it has gone often, and what it has
/// loaded goes into the distribution's AOT cache. Needs no root, touches nothing but a directory of its own, and leaves
/// nothing.
final class Rehearsal {
    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";

    private final Path directory;
    private final PretendedFront alive;
    private final PretendedFront dead = new PretendedFront(Integer.MAX_VALUE, 1);

    private Rehearsal(Path directory) {
        this.directory = directory;
        ProcessRef own = new StatusProbe()
                .find(Math.toIntExact(ProcessHandle.current().pid()))
                .orElse(ProcessRef.NONE);
        alive = new PretendedFront(own.pid(), own.startTime());
    }

    /// @param directory made for it, and removed
    /// @param rounds how often each way is gone
    static void run(Path directory, int rounds) throws IOException {
        TreeRemoval.remove(directory); // of an engine that was killed meanwhile
        try {
            Files.createDirectories(directory.resolve("bundle").resolve("rootfs"));
            Rehearsal rehearsal = new Rehearsal(directory);
            for (int round = 0; round < rounds; round++) {
                rehearsal.round(round);
            }
        } finally {
            TreeRemoval.remove(directory);
        }
    }

    /// Each with another configuration: one that is known is not read again.
    private void round(int number) throws IOException {
        Spec spec = ExampleSpec.of(Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers")));
        Files.write(
                directory.resolve("bundle").resolve("config.json"),
                SpecWriter.write(spec.withHostname(Optional.of("round" + number))
                        .withProcess(spec.process().orElseThrow().withTerminal(false))));
        create(alive, RUNNING);
        Files.createFile(directory.resolve("state").resolve(RUNNING).resolve("exec.fifo"));
        call(alive, "state", RUNNING);
        call(alive, "start", RUNNING);
        Files.delete(directory.resolve("state").resolve(RUNNING).resolve("exec.fifo"));
        call(alive, "exec", RUNNING, "true");
        call(alive, "kill", RUNNING, "TERM");
        call(alive, "list");
        TreeRemoval.remove(directory.resolve("state").resolve(RUNNING));
        create(dead, STOPPED);
        call(dead, "delete", STOPPED);
        call(dead, "delete", "--force", "none");
        call(dead, "state", "none");
        call(alive, "run", "--bundle", directory.resolve("bundle").toString(), RUNNING);
        TreeRemoval.remove(directory.resolve("state").resolve(RUNNING));
    }

    private void create(PretendedFront front, String id) {
        Path pid = directory.resolve("pid");
        call(front, "create", "--bundle", directory.resolve("bundle").toString(), "--pid-file", pid.toString(), id);
    }

    private void call(PretendedFront front, String... words) {
        List<String> arguments = new ArrayList<>(List.of(
                "--root",
                directory.resolve("state").toString(),
                "--log",
                directory.resolve("log").toString()));
        arguments.addAll(List.of(words));
        FrontSession session = front.call(Role.RUNTIME, arguments);
        session.finish(Main.answer(session));
        EngineLog.forget();
    }
}
