package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import shibafu.engine.cgroup.CgroupReading.Value;
import shibafu.engine.spec.BlockIo.Device;

/// Reads what [IoController] limits: for all devices together at every look, for each when asked.
final class IoStats {
    private static final String BYTES_V1 = "blkio.throttle.io_service_bytes_recursive";
    private static final String COUNTS_V1 = "blkio.throttle.io_serviced_recursive";

    private IoStats() {}

    static void v1(StatFolder folder, CgroupReading into) throws IOException {
        sumV1(folder.text(BYTES_V1), Value.IO_READ_BYTES, Value.IO_WRITTEN_BYTES, into);
        sumV1(folder.text(COUNTS_V1), Value.IO_READS, Value.IO_WRITES, into);
        limitV1(folder.text("blkio.throttle.read_bps_device"), Value.IO_READ_LIMIT, into);
        limitV1(folder.text("blkio.throttle.write_bps_device"), Value.IO_WRITE_LIMIT, into);
    }

    /// Lines such as `8:0 Read 4096`.
    private static void sumV1(KernelText text, Value reads, Value writes, CgroupReading into) {
        for (int line = 0; line < text.length(); line = text.nextLine(line)) {
            int word = text.indexOf(" ", line, text.length()) + 1;
            if (text.startsWith(word, "Read ")) {
                into.add(reads, text.parse(word + "Read ".length()));
            } else if (text.startsWith(word, "Write ")) {
                into.add(writes, text.parse(word + "Write ".length()));
            }
        }
    }

    /// Lines such as `8:0 1048576`, one for each device that has a limit.
    private static void limitV1(KernelText text, Value limit, CgroupReading into) {
        for (int line = 0; line < text.length(); line = text.nextLine(line)) {
            into.add(limit, text.parse(text.indexOf(" ", line, text.length()) + 1));
        }
    }

    /// Lines such as `8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0`.
    static void v2(StatFolder folder, CgroupReading into) throws IOException {
        KernelText text = folder.text("io.stat");
        for (int line = 0; line < text.length(); line = text.nextLine(line)) {
            int end = text.nextLine(line);
            add(text, " rbytes=", line, end, Value.IO_READ_BYTES, into);
            add(text, " wbytes=", line, end, Value.IO_WRITTEN_BYTES, into);
            add(text, " rios=", line, end, Value.IO_READS, into);
            add(text, " wios=", line, end, Value.IO_WRITES, into);
        }
        limitsV2(folder.text("io.max"), into);
    }

    /// Lines such as `8:0 rbps=1048576 wbps=max riops=max wiops=max`.
    private static void limitsV2(KernelText text, CgroupReading into) {
        for (int line = 0; line < text.length(); line = text.nextLine(line)) {
            int end = text.nextLine(line);
            limitV2(text, " rbps=", line, end, Value.IO_READ_LIMIT, into);
            limitV2(text, " wbps=", line, end, Value.IO_WRITE_LIMIT, into);
        }
    }

    private static void limitV2(KernelText text, String key, int from, int to, Value limit, CgroupReading into) {
        int at = text.indexOf(key, from, to);
        long bytes = at < 0 ? Long.MAX_VALUE : text.parse(at + key.length());
        if (bytes != Long.MAX_VALUE) {
            into.add(limit, bytes);
        }
    }

    private static void add(KernelText text, String key, int from, int to, Value value, CgroupReading into) {
        int at = text.indexOf(key, from, to);
        if (at >= 0) {
            into.add(value, text.parse(at + key.length()));
        }
    }

    static List<CgroupStats.IoDevice> devicesV1(StatFolder folder) throws IOException {
        Map<Device, Map<String, Long>> numbers = new LinkedHashMap<>();
        collectV1(folder.text(BYTES_V1).text(), "bytes", numbers);
        collectV1(folder.text(COUNTS_V1).text(), "ios", numbers);
        List<CgroupStats.IoDevice> devices = new ArrayList<>();
        numbers.forEach((device, of) -> devices.add(new CgroupStats.IoDevice(
                device,
                of.getOrDefault("Read bytes", 0L),
                of.getOrDefault("Write bytes", 0L),
                of.getOrDefault("Discard bytes", 0L),
                of.getOrDefault("Read ios", 0L),
                of.getOrDefault("Write ios", 0L),
                of.getOrDefault("Discard ios", 0L))));
        return devices;
    }

    private static void collectV1(String text, String unit, Map<Device, Map<String, Long>> into) {
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].indexOf(':') > 0) {
                into.computeIfAbsent(Device.parse(words[0]), device -> new LinkedHashMap<>())
                        .put(words[1] + " " + unit, Long.parseLong(words[2].strip()));
            }
        }
    }

    static List<CgroupStats.IoDevice> devicesV2(StatFolder folder) throws IOException {
        List<CgroupStats.IoDevice> devices = new ArrayList<>();
        for (String line : folder.text("io.stat").text().lines().toList()) {
            int space = line.indexOf(' ');
            Map<String, Long> of = NestedKeys.parse(line.substring(space + 1));
            if (!of.isEmpty()) { // a device that was never used has its numbers alone
                devices.add(new CgroupStats.IoDevice(
                        Device.parse(line.substring(0, space)),
                        of.getOrDefault("rbytes", 0L),
                        of.getOrDefault("wbytes", 0L),
                        of.getOrDefault("dbytes", 0L),
                        of.getOrDefault("rios", 0L),
                        of.getOrDefault("wios", 0L),
                        of.getOrDefault("dios", 0L)));
            }
        }
        return devices;
    }
}
