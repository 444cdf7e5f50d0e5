package shibafu.engine.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// Limits on block devices, `linux.resources.blockIO`. Weights are 10 to 1000, as v1 counts them.
///
/// @param leafWeight of what is in the cgroup itself against the cgroups below it; kernels before 5.0 alone have it
/// @param readBps bytes a second, for each device
/// @param readIops operations a second, for each device
public record BlockIo(
        OptionalInt weight,
        OptionalInt leafWeight,
        List<DeviceWeight> deviceWeights,
        List<Throttle> readBps,
        List<Throttle> writeBps,
        List<Throttle> readIops,
        List<Throttle> writeIops) {
    public BlockIo {
        deviceWeights = List.copyOf(deviceWeights);
        readBps = List.copyOf(readBps);
        writeBps = List.copyOf(writeBps);
        readIops = List.copyOf(readIops);
        writeIops = List.copyOf(writeIops);
    }

    /// No limit at all.
    public static final BlockIo NONE = new BlockIo(
            OptionalInt.empty(), OptionalInt.empty(), List.of(), List.of(), List.of(), List.of(), List.of());

    /// @param newWeight 10 to 1000
    public BlockIo withWeight(int newWeight) {
        return new BlockIo(
                OptionalInt.of(newWeight), leafWeight, deviceWeights, readBps, writeBps, readIops, writeIops);
    }

    BlockIo merge(BlockIo change) {
        return new BlockIo(
                change.weight.isPresent() ? change.weight : weight,
                change.leafWeight.isPresent() ? change.leafWeight : leafWeight,
                merge(deviceWeights, change.deviceWeights, DeviceWeight::device),
                merge(readBps, change.readBps, Throttle::device),
                merge(writeBps, change.writeBps, Throttle::device),
                merge(readIops, change.readIops, Throttle::device),
                merge(writeIops, change.writeIops, Throttle::device));
    }

    /// Both lists; of two entries with the same key the one of `change`, in the place of the other.
    static <T> List<T> merge(List<T> before, List<T> change, Function<T, ?> key) {
        Map<Object, T> merged = new LinkedHashMap<>();
        before.forEach(entry -> merged.put(key.apply(entry), entry));
        change.forEach(entry -> merged.put(key.apply(entry), entry));
        return List.copyOf(merged.values());
    }

    /// A block device by its numbers; written as the kernel writes it, `8:0`.
    public record Device(long major, long minor) {
        /// @param numbers as the kernel writes them
        public static Device parse(String numbers) {
            int colon = numbers.indexOf(':');
            return new Device(
                    Long.parseLong(numbers.substring(0, colon)), Long.parseLong(numbers.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return major + ":" + minor;
        }
    }

    /// The weight for one device.
    public record DeviceWeight(Device device, OptionalInt weight, OptionalInt leafWeight) {}

    /// A rate that one device is held to.
    ///
    /// @param rate bytes or operations a second; 0 for no limit
    public record Throttle(Device device, long rate) {}
}
