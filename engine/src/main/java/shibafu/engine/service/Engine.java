package shibafu.engine.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.metrics.ProcessRow;
import shibafu.engine.metrics.ProcessUse;
import shibafu.engine.metrics.Sample;
import shibafu.engine.state.LaunchTrace;

/// The one door of a screen into the engine. Every method may block and throws
/// [shibafu.engine.ShibafuException] with a text for people; all are safe to call from any thread.
public interface Engine {
    /// Every container, the newest last.
    List<ContainerRow> list();

    /// Reads a container's cgroup now; empty where it has none (stopped, or just gone).
    Optional<Sample> sample(String id);

    /// Names of the images that can be run.
    List<String> images();

    /// The same with what is known of each.
    List<ImageRow> imageRows();

    /// Imports an archive (tar, tar.gz) or a directory. What fails or is cancelled leaves nothing.
    ///
    /// @param progress told in this thread, often
    /// @return the image's name
    String importImage(String name, String path, ImportProgress progress);

    /// @throws shibafu.engine.ShibafuException if containers use it; names them
    void removeImage(String name);

    /// Directories and archives on this machine whose path begins so: to complete what is being typed.
    List<String> paths(String begun);

    /// Creates a container and starts it, detached, its output going to its log.
    ///
    /// @return its id
    /// @throws StartFailedException if an operation of its start failed; nothing is left of it
    String run(NewContainer container);

    void start(String id);

    /// SIGTERM, and SIGKILL when `grace` has passed.
    void stop(String id, Duration grace);

    /// @param signal its number
    void kill(String id, int signal);

    void pause(String id);

    void resume(String id);

    /// @param force ends a running container first
    void remove(String id, boolean force);

    /// Applies all of the change or none of it.
    ///
    /// @param force also where the kernel must kill to obey
    /// @throws shibafu.engine.WouldKillException if it must, and was not forced
    void update(String id, LimitChange change, boolean force);

    /// What [#update] would write, such as `memory.max = 67108864`; nothing is written.
    List<String> preview(String id, LimitChange change);

    /// The limits that it has now.
    HeldLimits limits(String id);

    /// Calls back with all that happens to any container from now on, until closed; on a thread of its own, one event
    /// after the other.
    Subscription events(Consumer<ContainerEvent> listener);

    /// The last lines that a container has written.
    List<LogRow> log(String id, int lines);

    /// Its processes, those of nested cgroups among them.
    List<ProcessRow> processes(String id);

    /// The processes that used most CPU time since this was asked before, at most so many and the most first, and the
    /// one with the most memory if it is not among them. Cheap enough to be asked every second.
    List<ProcessUse> busiest(String id, int most);

    /// What it was made from, as JSON, with the limits that were set since.
    String config(String id);

    /// What is mounted in it, beside what was to be.
    ///
    /// @throws shibafu.engine.ShibafuException if it does not run, as in the three below
    List<MountRow> mounts(String id);

    /// The namespaces that it is in.
    List<NamespaceRow> namespaces(String id);

    /// Every capability that the kernel can have, and what its first process has of it.
    List<CapabilityRow> capabilities(String id);

    /// What was written to its cgroup, beside what the kernel says now.
    List<LimitRow> appliedLimits(String id);

    /// Whether it is well, and how that was found out; empty if nobody looks.
    Optional<HealthReport> health(String id);

    /// What the kernel tells of the program that this engine is in: it costs something too.
    Optional<ProcessRow> self();

    /// How its last start went, operation by operation; also of one that failed, whose container is gone.
    ///
    /// @throws shibafu.engine.ShibafuException if nothing is remembered of it
    LaunchTrace launch(String id);

    /// The command line that opens a shell in a container, to be run on a PTY.
    List<String> shellCommand(String id);

    /// How to attach to a container's first program, or why that cannot be.
    Attach attach(String id);
}
