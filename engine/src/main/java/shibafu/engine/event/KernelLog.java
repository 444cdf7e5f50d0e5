package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.tinylog.Logger;
import shibafu.engine.kernel.Descriptor;

/// The kernel log from now on, as far as it tells of kills for want of memory. Says nothing where it can't be read: not
/// for everybody (`kernel.dmesg_restrict`), and not in most containers.
final class KernelLog implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final int KEPT = 256;
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = 1_000_000;

    private final Optional<Descriptor> device;
    private final List<OomRecord> records = new ArrayList<>();
    private boolean closed;

    private KernelLog(Optional<Descriptor> device) {
        this.device = device;
    }

    static KernelLog open() {
        try {
            Descriptor device = Descriptor.reading(DEVICE);
            device.skipToEnd();
            return new KernelLog(Optional.of(device));
        } catch (IOException e) {
            Logger.debug("OOM kills will name no victim: {}", e.getMessage());
            return new KernelLog(Optional.empty());
        }
    }

    /// The oldest kill in such a cgroup that was not taken yet.
    Optional<Kill> take(Predicate<String> cgroup) {
        read();
        Optional<OomRecord.Chosen> found = records.stream()
                .filter(OomRecord.Chosen.class::isInstance)
                .map(OomRecord.Chosen.class::cast)
                .filter(chosen -> cgroup.test(chosen.cgroup()))
                .findFirst();
        found.ifPresent(records::remove);
        return found.map(chosen -> new Kill(chosen, anonBytes(chosen.pid())));
    }

    /// The kernel counts a kill between the two records that it writes of it: the second may be a moment late.
    private OptionalLong anonBytes(int pid) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            for (OomRecord record : records.reversed()) {
                if (record instanceof OomRecord.Killed killed && killed.pid() == pid) {
                    return killed.anonBytes();
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            read();
        }
        return OptionalLong.empty();
    }

    private void read() {
        if (device.isEmpty() || closed) {
            return;
        }
        try {
            for (Optional<String> text = device.get().next();
                    text.isPresent();
                    text = device.get().next()) {
                text.flatMap(OomRecord::parse).ifPresent(records::add);
            }
        } catch (IOException e) {
            Logger.debug("read {}: {}", DEVICE, e.getMessage());
        }
        if (records.size() > KEPT) {
            records.subList(0, records.size() - KEPT).clear();
        }
    }

    @Override
    public void close() {
        closed = true;
        device.ifPresent(Descriptor::close);
    }

    /// @param anonBytes empty where the log does not say
    record Kill(OomRecord.Chosen chosen, OptionalLong anonBytes) {}
}
