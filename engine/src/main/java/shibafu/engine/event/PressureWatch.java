package shibafu.engine.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tinylog.Logger;
import shibafu.engine.kernel.Descriptor;

/// Waiting for memory, CPU and disks: by pressure triggers (Documentation/accounting/psi.rst) wherever the container is
/// in a v2 tree, and for v1's memory by its `memory.pressure_level`.
final class PressureWatch implements Part {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Scene scene;
    private final List<Descriptor> open = new ArrayList<>();
    private final Map<PressureLevel, Descriptor> levels = new EnumMap<>(PressureLevel.class);
    private PressureLevel toldLevel = PressureLevel.LOW;
    private Optional<Long> toldNanos = Optional.empty();

    PressureWatch(Scene scene) {
        this.scene = scene;
        Optional<Path> stalls = scene.cgroup().join().v2();
        if (scene.v1("memory")) {
            scene.cgroup().directory("memory").ifPresent(this::registerLevels);
        } else {
            stalls.ifPresent(directory -> trigger(directory, PressureResource.MEMORY, PressureLevel.values()));
        }
        stalls.ifPresent(directory -> {
            trigger(directory, PressureResource.CPU, PressureLevel.LOW);
            trigger(directory, PressureResource.IO, PressureLevel.LOW);
        });
    }

    private void registerLevels(Path directory) {
        for (PressureLevel level : PressureLevel.values()) {
            // "hierarchy": also of cgroups inside, and whether or not somebody else listens.
            CgroupNotice.register(directory, "memory.pressure_level", level.word() + ",hierarchy")
                    .ifPresent(counter -> {
                        levels.put(level, counter);
                        open.add(counter);
                        scene.loop().whenReadable(counter, this::tellLevel);
                    });
        }
    }

    /// The kernel tells everyone who asked for a level or a lower one; the highest counts.
    private void tellLevel() {
        Optional<PressureLevel> highest = Optional.empty();
        for (Map.Entry<PressureLevel, Descriptor> level : levels.entrySet()) {
            if (count(level.getValue()) > 0) {
                highest = Optional.of(level.getKey());
            }
        }
        long now = System.nanoTime();
        boolean resting = toldNanos.filter(told -> now - told < PAUSE_NANOS).isPresent();
        boolean removed = !scene.cgroup().exists(); // which is told, too
        if (highest.isPresent() && !removed && (!resting || highest.get().compareTo(toldLevel) > 0)) {
            toldNanos = Optional.of(now);
            toldLevel = highest.get();
            tell(PressureResource.MEMORY, highest.get(), OptionalLong.empty());
        }
    }

    private static long count(Descriptor counter) {
        try {
            return counter.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private void trigger(Path directory, PressureResource resource, PressureLevel... wanted) {
        Path file = directory.resolve(resource.word() + ".pressure");
        for (PressureLevel level : wanted) {
            try {
                Descriptor trigger = armed(file, level);
                Stall stall = new Stall(level.trigger().startsWith("full"));
                stall.more(trigger.text());
                open.add(trigger);
                scene.loop().whenChanged(trigger, removed -> stalled(trigger, resource, level, stall, removed));
            } catch (IOException e) {
                // The kernel was built or started without, or is too old for this trigger.
                Logger.debug("watch {}: {}", file, e.getMessage());
            }
        }
    }

    private static Descriptor armed(Path file, PressureLevel level) throws IOException {
        Descriptor trigger = Descriptor.both(file);
        try {
            trigger.write(level.trigger());
            return trigger;
        } catch (IOException e) {
            trigger.close();
            throw e;
        }
    }

    private void stalled(
            Descriptor trigger, PressureResource resource, PressureLevel level, Stall stall, boolean removed) {
        try {
            if (!removed) {
                tell(resource, level, OptionalLong.of(stall.more(trigger.text())));
                return;
            }
        } catch (IOException e) {
            Logger.debug("read pressure of {}: {}", scene.container(), e.getMessage());
        }
        scene.loop().forget(trigger);
    }

    private void tell(PressureResource resource, PressureLevel level, OptionalLong stalledMicros) {
        scene.tell(new ContainerEvent.Pressure(scene.now(), scene.container(), resource, level, stalledMicros));
    }

    @Override
    public void look() {
        // The kernel tells.
    }

    @Override
    public void close() {
        open.forEach(scene.loop()::forget);
    }

    /// How long programs have waited, as a PSI file says: `some avg10=0.00 avg60=0.00 avg300=0.00 total=1234`.
    static final class Stall {
        private final String line;
        private long totalMicros;

        Stall(boolean full) {
            line = full ? "full " : "some ";
        }

        /// By how much the total of its line has grown since the last time.
        long more(String text) {
            long before = totalMicros;
            totalMicros = text.lines()
                    .filter(one -> one.startsWith(line))
                    .map(one -> Long.parseLong(one.substring(one.indexOf("total=") + "total=".length())))
                    .findFirst()
                    .orElse(before);
            return totalMicros - before;
        }
    }
}
