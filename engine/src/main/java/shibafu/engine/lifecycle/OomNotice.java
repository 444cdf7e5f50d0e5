package shibafu.engine.lifecycle;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.OomWatch;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ExitRecord;

/// Tells of processes killed for want of memory, also of the kill that ended the container: its cgroup is gone before
/// anybody can look at it, but its supervisor has counted. Ends with the container, or by [#close].
public final class OomNotice implements AutoCloseable {
    private final OomWatch watch;
    private final Thread last;

    private OomNotice(OomWatch watch, Thread last) {
        this.watch = watch;
        this.last = last;
    }

    static OomNotice start(Parts parts, ContainerState state, Runnable killed) {
        AtomicLong told = new AtomicLong();
        OomWatch watch = parts.cgroup(state).watchOom(() -> {
            told.incrementAndGet();
            killed.run();
        });
        Thread last = Thread.ofVirtual().name("oom-last").start(() -> {
            try {
                Optional<ExitRecord> exit = new Await(parts).run(state, Optional.empty());
                if (exit.isPresent() && exit.get().oomKills() > told.get()) {
                    killed.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ShibafuException e) {
                // The record is gone with the container: then it was removed by somebody who saw its end.
                Thread.currentThread().interrupt();
            }
        });
        return new OomNotice(watch, last);
    }

    @Override
    public void close() {
        watch.close();
        last.interrupt();
    }
}
