package shibafu.engine.cgroup;

import java.util.LinkedHashMap;
import java.util.Map;

/// `key=number key=number`, as io.stat, rdma.max and the pressure files have it (cgroup-v2.rst, "nested keyed").
final class NestedKeys {
    private NestedKeys() {}

    /// @return each number by its key; one that is `max` is left out
    static Map<String, Long> parse(String text) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String word : text.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0 && word.substring(equals + 1).matches("[0-9]{1,18}")) {
                numbers.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
            }
        }
        return numbers;
    }
}
