package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.PressureLevel;
import shibafu.engine.event.Subscription;
import shibafu.engine.metrics.NetworkInterfaces;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;

/// One container, with libcontainer's verbs. It holds no state of its own once it runs: each call asks the state
/// directory and the kernel, so any number of these may stand for the same container. Every verb throws
// [shibafu.engine.ShibafuException] with what failed, on what, and why.
public final class Container {
    public static final int SIGTERM = 15;
    public static final int SIGKILL = 9;
    private final Parts parts;
    private final ContainerId id;
    /// What was just written down, by this program, which nobody else changes until the container runs.
    private volatile Optional<Spec> fresh;

    Container(Parts parts, ContainerId id, Optional<Spec> fresh) {
        this.parts = parts;
        this.id = id;
        this.fresh = fresh;
    }

    public String id() {
        return id.value();
    }

    /// Asks the kernel what it is doing.
    public ContainerStatus status() {
        return parts.status(state());
    }

    /// Its record, as it stands on disk.
    public ContainerState state() {
        return parts.states().load(id);
    }

    /// The state as the OCI specification words it, for hooks and callers.
    public OciState ociState() {
        ContainerState state = state();
        return OciState.of(state, parts.status(state));
    }

    /// The configuration it was made from, with the limits that were set since.
    public Spec config() {
        return fresh.orElseGet(() -> parts.config(id));
    }

    /// Host pids of all its processes, those of nested cgroups among them.
    public List<Integer> processes() {
        return parts.cgroup(state()).pids();
    }

    /// The same processes, each with what the kernel tells of it.
    public List<ProcessRow> processRows() {
        return processes().stream().flatMap(pid -> ProcessRow.of(pid).stream()).toList();
    }

    /// The file that its output goes to.
    ///
    /// @throws ShibafuException if it has none
    public Path log() {
        return state().log()
                .orElseThrow(() -> new ShibafuException("show log of " + id
                        + ": it has none, its output went to the terminal or files of the one who started it"));
    }

    /// Where one attaches to its first process, which must run, or at least (`!runs`) be ready to.
    public Path attachSocket(boolean runs) {
        return new AttachPoint(parts).socket(state(), runs);
    }

    /// The last lines of its log.
    public List<LogLine> logTail(int lines) {
        return LogLine.tail(log(), lines);
    }

    /// Its cgroup, to be sampled.
    public Cgroup cgroup() {
        return parts.cgroup(state());
    }

    /// What its cgroup says now.
    public CgroupStats stats() {
        return parts.cgroup(state())
                .stats()
                .orElseThrow(() -> new ShibafuException("read stats of " + id + ": container not running, no cgroup"));
    }

    /// What went through each of its network interfaces: none if it has ended, or shares the host's.
    public List<NetworkInterfaces.Traffic> network() {
        return processes().stream().findFirst().map(NetworkInterfaces::of).orElse(List.of());
    }

    /// The networks that it is in, which it can join and leave while it runs.
    public ContainerNetworks networks() {
        return new ContainerNetworks(parts, id);
    }

    /// Changes its limits: all of them, or none if one is refused.
    ///
    /// @param force also where the kernel must kill to obey
    public void set(Resources change, boolean force) {
        fresh = Optional.empty();
        new SetLimits(parts).run(this, change, force);
    }

    /// Starts a process: the first becomes the container's own and waits for [#exec()]; any other runs at once.
    public ContainerProcess start(ProcessConfig process) {
        ContainerState state = state();
        return state.init().isNone()
                ? new Create(parts).run(state, config(), process)
                : new Exec(parts).run(this, state, process);
    }

    /// The containers that it shares namespaces with.
    public Neighbours neighbours() {
        return new Neighbours(parts, id);
    }

    /// Lets a created container's process run its program.
    public void exec() {
        new Start(parts).run(this, false);
        fresh = Optional.empty();
    }

    /// The same; whoever started it listens to what it tells its service manager, on the socket that was made for it.
    ///
    /// @return whether one was promised to it ([ProcessConfig#notifying])
    public boolean execNotifying() {
        boolean promised = new Start(parts).run(this, true);
        fresh = Optional.empty();
        return promised;
    }

    /// Starts a process and, if it is the container's own, lets it run.
    public ContainerProcess run(ProcessConfig process) {
        return new Run(parts).run(this, process);
    }

    /// Gives one that has stopped a new process, over what the last one wrote. `log` replaces its record's.
    ///
    /// @param runs at once; else it waits for [#exec]
    public ContainerProcess startAgain(ProcessConfig process, Optional<Path> log, boolean runs) {
        return new StartAgain(parts).run(this, process, log, runs);
    }

    /// Sends a signal to its first process; SIGKILL without a PID namespace of its own goes to every process.
    public void signal(int signal) {
        new Signal(parts).run(state(), signal);
    }

    /// Sends a signal to every process; that none is left is no error.
    public void signalAll(int signal) {
        new Signal(parts).all(state(), signal);
    }

    /// Asks it to end by a signal, usually [#SIGTERM], and makes it when `grace` has passed.
    public void stop(int signal, Duration grace) {
        new Stop(parts).run(state(), signal, grace);
    }

    /// Freezes every process.
    public void pause() {
        new Freeze(parts).pause(this);
    }

    /// Thaws every process.
    public void resume() {
        new Freeze(parts).resume(this);
    }

    /// Writes its processes to an image, by which they can be brought back; it has stopped then, or goes on if asked
    // to.
    public void checkpoint(CriuOptions options) {
        new Checkpoint(parts).run(this, options);
    }

    /// Brings back what an image holds, in the place of a first process: it runs.
    public ContainerProcess restore(CriuOptions options, ProcessConfig process) {
        return new Restore(parts).run(this, options, process);
    }

    /// Waits until it has stopped.
    ///
    /// @param limit empty: as long as it takes
    /// @return how it ended; empty if the limit passed, or nobody was there to record it
    public Optional<ExitRecord> waitForExit(Optional<Duration> limit) throws InterruptedException {
        return new Await(parts).run(state(), limit);
    }

    /// How it ended, once it has and somebody recorded it.
    public Optional<ExitRecord> exit() {
        return parts.states().exit(id);
    }

    /// How often its supervisor has run it again.
    public int restarts() {
        return parts.states().restarts().of(id).count();
    }

    /// Whether it is well.
    public HealthChecks health() {
        return new HealthChecks(parts, id);
    }

    /// Gives it another name; its id stays.
    public void rename(String name) {
        new Naming(parts).rename(id, new ContainerId(name));
    }

    /// Removes all of it: record, cgroup, layer. It must have stopped, or never started.
    public void destroy() {
        new Destroy(parts).run(this, false, false);
    }

    /// The same, or by force, with the volumes without a name that no other container has.
    public void destroyWithVolumes(boolean force) {
        new Destroy(parts).run(this, force, true);
    }

    /// Ends it if it runs, and removes all of it.
    public void destroyForcibly() {
        new Destroy(parts).run(this, true, false);
    }

    /// Calls back with all that happens to it from now on, until closed; on a thread of its own.
    public Subscription events(Consumer<ContainerEvent> listener) {
        return new Listen(parts).to(id::equals, listener);
    }

    /// Calls back for each process that is killed for want of memory, also for a kill that ends the container.
    public Subscription notifyOom(Consumer<ContainerEvent.OomKilled> callback) {
        return events(Listen.ooms(callback));
    }

    /// Calls back, once a second at most, while its programs have to wait for memory.
    ///
    /// @param atLeast lower levels are not told
    public Subscription notifyMemoryPressure(PressureLevel atLeast, Consumer<ContainerEvent.Pressure> callback) {
        return events(Listen.memoryPressure(atLeast, callback));
    }
}
