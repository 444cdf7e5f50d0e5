package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.RestartPolicy;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.BootId;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.KeptState;
import shibafu.engine.state.ProcessRef;
import shibafu.engine.state.StateLock;

/// `start --all-restarting`: containers that are always to run, once the machine has booted anew. Records are gone by
/// then, so what such a container was made from is kept beside its writable layer.
record AfterBoot(Parts parts) {
    private static final String CONFIG = "config.json";
    private static final List<String> BESIDE = List.of("network.json", "volumes.json");

    /// Before it is made. What is removed with the container goes with it.
    ///
    /// @param waits whether it is not started yet
    void keep(ContainerState reserved, ProcessConfig process, boolean waits) {
        if (policy(reserved).isEmpty() || !reserved.ownedPaths().contains(home(reserved.id()))) {
            return;
        }
        Path records = parts.states().directory(reserved.id());
        output(process.stdio()).ifPresent(output -> new KeptState(
                        reserved,
                        parts.states().root(),
                        BootId.NOW,
                        process.init(),
                        process.stdio() instanceof Stdio.Log log && log.input(),
                        output)
                .write(directory(reserved.id()), waits, files(records)));
    }

    private static Path[] files(Path records) {
        List<Path> files = new ArrayList<>(List.of(records.resolve(CONFIG)));
        BESIDE.forEach(name -> files.add(records.resolve(name)));
        return files.toArray(new Path[0]);
    }

    /// What is kept of one that may be started after the next boot.
    Optional<Spec> config(ContainerId id) {
        Path file = directory(id).resolve(CONFIG);
        return Files.exists(file) ? Optional.of(parts.specs().readStored(file)) : Optional.empty();
    }

    /// Where a file of the records is kept, too, if it is.
    Optional<Path> copyOf(ContainerId id, Path record) {
        return Optional.of(directory(id).resolve(record.getFileName())).filter(Files::exists);
    }

    void started(ContainerState state) {
        if (policy(state).isPresent()) {
            KeptState.started(directory(state.id()));
        }
    }

    /// Somebody wants its end.
    void stopped(ContainerState state) {
        if (policy(state).isPresent()) {
            KeptState.stopped(directory(state.id()));
        }
    }

    /// @param problem told of each that cannot be started
    /// @return those that were
    List<String> start(Consumer<String> problem) {
        Set<ContainerId> seen = new HashSet<>();
        List<String> started = new ArrayList<>();
        for (String id : parts.rootfs().ids()) {
            if (ContainerId.isValid(id)) {
                start(new ContainerId(id), seen, started, problem);
            }
        }
        return started;
    }

    /// After those whose namespaces it joins.
    private void start(ContainerId id, Set<ContainerId> seen, List<String> started, Consumer<String> problem) {
        if (!seen.add(id)) {
            return;
        }
        try {
            Optional<KeptState> found = kept(id);
            if (found.isPresent()) {
                Spec spec = parts.specs().readStored(directory(id).resolve(CONFIG));
                new Neighbours(parts, id).all(spec).forEach(other -> start(other, seen, started, problem));
            }
            if (found.isPresent() && start(id, found.get())) {
                started.add(id.value());
            }
        } catch (ShibafuException e) {
            problem.accept(e.getMessage());
        }
    }

    private Optional<KeptState> kept(ContainerId id) {
        return kept(directory(id), parts.states().root());
    }

    /// What is to be started, and was not yet since the boot.
    ///
    /// @param root of the records
    static Optional<KeptState> kept(Path directory, Path root) {
        return KeptState.find(directory, true)
                .filter(kept -> kept.root().equals(root))
                .filter(kept -> !kept.boot().equals(BootId.NOW))
                .filter(kept -> policy(kept.state()).equals(Optional.of(RestartPolicy.Kind.ALWAYS))
                        || KeptState.find(directory, false).isPresent());
    }

    private boolean start(ContainerId id, KeptState found) {
        try (StateLock lock = parts.states().lock(id)) {
            Optional<ContainerState> record = parts.states().find(id);
            if (record.isPresent() && parts.status(record.get()) != ContainerStatus.STOPPED) {
                return false;
            }
            if (record.isPresent()) {
                parts.states().delete(lock, parts.later().soon());
            }
            run(lock, found);
            return true;
        }
    }

    /// What fails leaves all that is kept, to be tried again.
    private void run(StateLock lock, KeptState kept) {
        ContainerState reserved = kept.state()
                .change()
                .init(ProcessRef.NONE)
                .supervisor(ProcessRef.NONE)
                .creator(parts.creator())
                .build();
        Create create = new Create(parts, true);
        create.refuseOccupiedCgroup(reserved);
        Path directory = directory(reserved.id());
        parts.states().intend(lock, reserved, bytes(directory.resolve(CONFIG)));
        try {
            Path records = parts.states().directory(reserved.id());
            BESIDE.forEach(name -> copy(directory.resolve(name), records.resolve(name)));
            ProcessConfig process = process(kept);
            create.again(lock, reserved, parts.config(reserved.id()), process);
            keep(reserved, process, false);
        } catch (ShibafuException e) {
            new Joining(parts).detach(reserved.id());
            parts.states().delete(lock, parts.later().soon());
            throw e;
        }
    }

    private static ProcessConfig process(KeptState kept) {
        Stdio stdio = kept.state().terminal()
                ? new Stdio.Terminal(0, 0, Optional.empty(), Optional.of(kept.output()))
                : new Stdio.Log(kept.output(), kept.input());
        return ProcessConfig.main().withStdio(stdio).withInit(kept.init()).detached();
    }

    private static Optional<Path> output(Stdio stdio) {
        return switch (stdio) {
            case Stdio.Inherit ignored -> Optional.empty();
            case Stdio.Log log -> Optional.of(log.log());
            case Stdio.Files ignored -> Optional.empty();
            case Stdio.Terminal terminal -> terminal.log();
        };
    }

    private static Optional<RestartPolicy.Kind> policy(ContainerState state) {
        return RestartPolicy.of(state.annotations())
                .map(RestartPolicy::kind)
                .filter(kind -> kind == RestartPolicy.Kind.ALWAYS || kind == RestartPolicy.Kind.UNLESS_STOPPED);
    }

    private Path home(ContainerId id) {
        return parts.rootfs().directory(id.value());
    }

    private Path directory(ContainerId id) {
        return directory(home(id));
    }

    static Path directory(Path home) {
        return home.resolve("boot");
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new ShibafuException("copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ShibafuException("read " + file + ": " + e.getMessage(), e);
        }
    }
}
