package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.tinylog.Logger;
import shibafu.engine.kernel.Descriptor;

/// The kernel log from now on, as far as it tells of kills for want of memory. Says nothing where it can't be read: not
/// for everybody (`kernel.dmesg_restrict`), and not in most containers.
final class KernelLog implements AutoCloseable {
    private static final Path DEVICE = Path.of("/dev/kmsg");
    private static final int KEPT = 256;

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
        for (Iterator<OomRecord> at = records.iterator(); at.hasNext(); ) {
            if (at.next() instanceof OomRecord.Chosen chosen && cgroup.test(chosen.cgroup())) {
                at.remove();
                return Optional.of(new Kill(chosen, anonBytes(chosen.pid())));
            }
        }
        return Optional.empty();
    }

    private OptionalLong anonBytes(int pid) {
        for (OomRecord record : records) {
            if (record instanceof OomRecord.Killed killed && killed.pid() == pid) {
                return killed.anonBytes();
            }
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
