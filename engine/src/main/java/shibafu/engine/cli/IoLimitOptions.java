package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.BlockIo.DeviceWeight;
import shibafu.engine.spec.BlockIo.Throttle;

/// Options that limit the use of disks, with docker's names. A disk is named by its node, `/dev/sda:10m`.
final class IoLimitOptions {
    private static final int LEAST_WEIGHT = 10;
    private static final int MOST_WEIGHT = 1000;

    @Option(
            names = "--blkio-weight",
            paramLabel = "WEIGHT",
            description = "Weight of its disk traffic against other containers', 10 to 1000.")
    private Optional<Integer> weight = Optional.empty();

    @Option(
            names = "--blkio-weight-device",
            paramLabel = "DISK:WEIGHT",
            description = "The same for one disk, such as /dev/sda:200.")
    private List<String> deviceWeights = new ArrayList<>();

    @Option(
            names = "--device-read-bps",
            paramLabel = "DISK:RATE",
            description = "Most bytes read from a disk in a second, such as /dev/sda:10m; 0 for no limit.")
    private List<String> readBps = new ArrayList<>();

    @Option(
            names = "--device-write-bps",
            paramLabel = "DISK:RATE",
            description = "Most bytes written to a disk in a second; 0 for no limit.")
    private List<String> writeBps = new ArrayList<>();

    @Option(
            names = "--device-read-iops",
            paramLabel = "DISK:RATE",
            description = "Most reads from a disk in a second; 0 for no limit.")
    private List<String> readIops = new ArrayList<>();

    @Option(
            names = "--device-write-iops",
            paramLabel = "DISK:RATE",
            description = "Most writes to a disk in a second; 0 for no limit.")
    private List<String> writeIops = new ArrayList<>();

    BlockIo blockIo() {
        return new BlockIo(
                weight.map(value -> OptionalInt.of(weight(value.toString()))).orElseGet(OptionalInt::empty),
                OptionalInt.empty(),
                deviceWeights.stream().map(IoLimitOptions::deviceWeight).toList(),
                throttles(readBps, ByteSize::parse),
                throttles(writeBps, ByteSize::parse),
                throttles(readIops, IoLimitOptions::count),
                throttles(writeIops, IoLimitOptions::count));
    }

    private static DeviceWeight deviceWeight(String text) {
        OfDisk of = OfDisk.parse(text);
        return new DeviceWeight(DiskNode.device(of.disk()), OptionalInt.of(weight(of.value())), OptionalInt.empty());
    }

    private static List<Throttle> throttles(List<String> texts, ToLongFunction<String> rate) {
        return texts.stream()
                .map(OfDisk::parse)
                .map(of -> new Throttle(DiskNode.device(of.disk()), Math.max(0, rate.applyAsLong(of.value()))))
                .toList();
    }

    private static int weight(String text) {
        long weight = count(text);
        if (weight < LEAST_WEIGHT || weight > MOST_WEIGHT) {
            throw new TypeConversionException(
                    "the weight " + text + " is not between " + LEAST_WEIGHT + " and " + MOST_WEIGHT);
        }
        return (int) weight;
    }

    private static long count(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
        return Long.parseLong(text);
    }

    /// A value for one disk, as it is written: `DISK:VALUE`.
    private record OfDisk(String disk, String value) {
        static OfDisk parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon <= 0) {
                throw new TypeConversionException(
                        "'" + text + "' names no disk and value; write it as /dev/sda:10m (lsblk lists the disks)");
            }
            return new OfDisk(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
