package shibafu.engine.spec;

import java.util.List;
import java.util.OptionalInt;
import shibafu.engine.spec.BlockIo.Device;
import shibafu.engine.spec.BlockIo.DeviceWeight;
import shibafu.engine.spec.BlockIo.Throttle;

/// Reads `linux.resources.blockIO`.
final class BlockIoReader {
    private static final int LEAST_WEIGHT = 10;
    private static final int MOST_WEIGHT = 1000;

    private BlockIoReader() {}

    static BlockIo read(JsonPart part) {
        return new BlockIo(
                weight(part.member("weight")),
                weight(part.member("leafWeight")),
                part.member("weightDevice").elements().stream()
                        .map(BlockIoReader::deviceWeight)
                        .toList(),
                throttles(part.member("throttleReadBpsDevice")),
                throttles(part.member("throttleWriteBpsDevice")),
                throttles(part.member("throttleReadIOPSDevice")),
                throttles(part.member("throttleWriteIOPSDevice")));
    }

    private static DeviceWeight deviceWeight(JsonPart part) {
        return new DeviceWeight(device(part), weight(part.member("weight")), weight(part.member("leafWeight")));
    }

    private static List<Throttle> throttles(JsonPart part) {
        return part.elements().stream()
                .map(entry -> new Throttle(device(entry), entry.member("rate").requiredNumber(0, Long.MAX_VALUE)))
                .toList();
    }

    private static Device device(JsonPart part) {
        return new Device(
                part.member("major").requiredNumber(0, Integer.MAX_VALUE),
                part.member("minor").requiredNumber(0, Integer.MAX_VALUE));
    }

    /// 0 is no wish at all: programs in Go write it where they have no value.
    private static OptionalInt weight(JsonPart part) {
        OptionalInt weight = part.smallNumber(0, MOST_WEIGHT);
        if (weight.isPresent() && weight.getAsInt() > 0 && weight.getAsInt() < LEAST_WEIGHT) {
            part.problem("must be from %d to %d, not %d".formatted(LEAST_WEIGHT, MOST_WEIGHT, weight.getAsInt()));
        }
        return weight.orElse(0) == 0 ? OptionalInt.empty() : weight;
    }
}
