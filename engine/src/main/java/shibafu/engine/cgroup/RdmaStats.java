package shibafu.engine.cgroup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads what [RdmaController] limits: lines such as `mlx5_0 hca_handle=2 hca_object=max`, in both versions.
final class RdmaStats {
    private RdmaStats() {}

    static List<CgroupStats.Rdma> read(StatFolder folder) throws IOException {
        Map<String, Map<String, Long>> current =
                lines(folder.text("rdma.current").text());
        Map<String, Map<String, Long>> limits = lines(folder.text("rdma.max").text());
        List<CgroupStats.Rdma> devices = new ArrayList<>();
        limits.forEach((device, limit) -> {
            Map<String, Long> now = current.getOrDefault(device, Map.of());
            devices.add(new CgroupStats.Rdma(
                    device,
                    now.getOrDefault("hca_handle", 0L),
                    now.getOrDefault("hca_object", 0L),
                    optional(limit, "hca_handle"),
                    optional(limit, "hca_object")));
        });
        return devices;
    }

    private static Map<String, Map<String, Long>> lines(String text) {
        Map<String, Map<String, Long>> lines = new TreeMap<>();
        text.lines().filter(line -> line.indexOf(' ') > 0).forEach(line -> {
            int space = line.indexOf(' ');
            lines.put(line.substring(0, space), NestedKeys.parse(line.substring(space + 1)));
        });
        return lines;
    }

    private static OptionalLong optional(Map<String, Long> numbers, String key) {
        return numbers.containsKey(key) ? OptionalLong.of(numbers.getOrDefault(key, 0L)) : OptionalLong.empty();
    }
}
