package shibafu.engine.cgroup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.BlockIo.Device;
import shibafu.engine.spec.BlockIo.DeviceWeight;
import shibafu.engine.spec.BlockIo.Throttle;
import shibafu.engine.spec.Resources;

/// `io`, on v1 `blkio`: a weight against other cgroups, and rates that a device is held to.
///
/// Weights need a scheduler that heeds them: bfq, or on v2 the iocost controller (`io.weight`, `io.cost.qos`). A cgroup
/// that does not stand yet can't be asked which it will have; the cgroups above it can.
final class IoController implements Controller {
    private static final int LEAST_WEIGHT = 10;

    @Override
    public String name() {
        return "io";
    }

    @Override
    public boolean needed(Resources wanted) {
        return !wanted.blockIo().equals(BlockIo.NONE);
    }

    @Override
    public List<CgroupWrite> v1(Resources wanted, Folder folder) {
        BlockIo io = wanted.blockIo();
        refuseLeafWeight(io);
        List<CgroupWrite> writes = new ArrayList<>();
        // CFQ's blkio.weight went with 5.0; bfq counts in the same 10 to 1000.
        io.weight().ifPresent(weight -> writes.add(folder.set("blkio.bfq.weight", weight)));
        for (DeviceWeight entry : io.deviceWeights()) {
            entry.weight()
                    .ifPresent(
                            weight -> writes.add(folder.set("blkio.bfq.weight_device", entry.device() + " " + weight)));
        }
        writes.addAll(throttles(folder, "blkio.throttle.read_bps_device", io.readBps()));
        writes.addAll(throttles(folder, "blkio.throttle.write_bps_device", io.writeBps()));
        writes.addAll(throttles(folder, "blkio.throttle.read_iops_device", io.readIops()));
        writes.addAll(throttles(folder, "blkio.throttle.write_iops_device", io.writeIops()));
        return writes;
    }

    private static List<CgroupWrite> throttles(Folder folder, String file, List<Throttle> throttles) {
        return throttles.stream()
                .map(throttle -> folder.set(file, throttle.device() + " " + throttle.rate()))
                .toList();
    }

    @Override
    public List<CgroupWrite> v2(Resources wanted, Folder folder) {
        BlockIo io = wanted.blockIo();
        refuseLeafWeight(io);
        List<CgroupWrite> writes = new ArrayList<>();
        io.weight().ifPresent(weight -> writes.addAll(weightV2(folder, "default", weight)));
        for (DeviceWeight entry : io.deviceWeights()) {
            entry.weight()
                    .ifPresent(weight ->
                            writes.addAll(weightV2(folder, entry.device().toString(), weight)));
        }
        ratesV2(io).forEach((device, rates) -> writes.add(folder.set("io.max", device + " " + rates)));
        return writes;
    }

    /// For both schedulers, where both are there: which one serves a device may change at any time.
    private static List<CgroupWrite> weightV2(Folder folder, String of, int weight) {
        boolean bfqAlone = stands(folder, "io.bfq.weight") && !stands(folder, "io.weight");
        String bfq = of + " " + weight;
        return bfqAlone
                ? List.of(folder.set("io.bfq.weight", bfq))
                : List.of(
                        folder.setIfPresent("io.bfq.weight", bfq),
                        folder.set("io.weight", of + " " + weightV2(weight)));
    }

    /// v1's 10 to 1000 as v2's 1 to 10000, in runc's way.
    static int weightV2(int weight) {
        return 1 + (weight - LEAST_WEIGHT) * 9999 / 990;
    }

    private static boolean stands(Folder folder, String file) {
        return folder.text(file).isPresent()
                || folder.parent().filter(parent -> stands(parent, file)).isPresent();
    }

    /// All rates of a device in one line, so that they change at once.
    private static Map<Device, StringJoiner> ratesV2(BlockIo io) {
        Map<Device, StringJoiner> rates = new LinkedHashMap<>();
        addRates(rates, "rbps", io.readBps());
        addRates(rates, "wbps", io.writeBps());
        addRates(rates, "riops", io.readIops());
        addRates(rates, "wiops", io.writeIops());
        return rates;
    }

    private static void addRates(Map<Device, StringJoiner> rates, String key, List<Throttle> throttles) {
        for (Throttle throttle : throttles) {
            String rate = throttle.rate() == 0 ? "max" : Long.toString(throttle.rate());
            rates.computeIfAbsent(throttle.device(), device -> new StringJoiner(" "))
                    .add(key + "=" + rate);
        }
    }

    private static void refuseLeafWeight(BlockIo io) {
        Optional<OptionalInt> device = io.deviceWeights().stream()
                .map(DeviceWeight::leafWeight)
                .filter(OptionalInt::isPresent)
                .findFirst();
        if (io.leafWeight().isPresent() || device.isPresent()) {
            throw new CgroupException(
                    "set blkio leaf weight: no kernel since 5.0 has one; leave leafWeight out, and use weight");
        }
    }
}
