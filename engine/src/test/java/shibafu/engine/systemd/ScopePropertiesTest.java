package shibafu.engine.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.cgroup.CgroupWrite;

final class ScopePropertiesTest {
    private static final ScopeUnit UNIT = new ScopeUnit("system", "system.slice", "shibafu-web.scope");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory.max | 67108864 | MemoryMax=67108864",
                "memory.max | max | MemoryMax=infinity",
                "memory.high | 1 | MemoryHigh=1",
                "memory.low | 2 | MemoryLow=2",
                "memory.min | 3 | MemoryMin=3",
                "memory.swap.max | 0 | MemorySwapMax=0",
                "cpu.weight | 79 | CPUWeight=79",
                "cpu.idle | 1 | CPUWeight=0",
                "cpu.idle | 0 | ''",
                "cpu.max | 50000 100000 | CPUQuotaPeriodUSec=100000 CPUQuotaPerSecUSec=500000",
                "cpu.max | max 50000 | CPUQuotaPeriodUSec=50000 CPUQuotaPerSecUSec=infinity",
                "cpu.max | max | CPUQuotaPeriodUSec=100000 CPUQuotaPerSecUSec=infinity",
                "cpu.max | 12345 100000 | CPUQuotaPeriodUSec=100000 CPUQuotaPerSecUSec=130000",
                "pids.max | 20 | TasksMax=20",
                "pids.max | max | TasksMax=infinity",
                "cpuset.cpus | 0-2,9 | AllowedCPUs=[7, 2]",
                "cpuset.cpus | '' | AllowedCPUs=[]",
                "cpuset.mems | 0 | AllowedMemoryNodes=[1]",
                "io.max | 8:0 rbps=1 | ''",
                "hugetlb.2MB.max | 0 | ''"
            })
    void a_file_is_told_in_systemds_words(String file, String value, String properties) {
        assertThat(words(ScopeProperties.ofChange(List.of(write(file, value))))).isEqualTo(properties);
    }

    @Test
    void the_last_of_two_values_counts() {
        assertThat(words(ScopeProperties.ofChange(List.of(write("cpu.weight", "5"), write("cpu.idle", "1")))))
                .isEqualTo("CPUWeight=0");
    }

    @Test
    void a_new_scope_is_delegated_and_has_no_limit_that_nobody_asked_for() {
        assertThat(words(ScopeProperties.ofNew(UNIT, "Shibafu container web", 7, List.of(write("memory.max", "9")))))
                .contains("Delegate=true", "Slice=system.slice", "PIDs=[7]", "MemoryMax=9", "TasksMax=infinity")
                .doesNotContain("MemoryHigh", "CPUQuota");
    }

    private static CgroupWrite write(String file, String value) {
        return CgroupWrite.of(Path.of("/sys/fs/cgroup/x", file), value);
    }

    private static String words(List<Property> properties) {
        return String.join(
                " ",
                properties.stream()
                        .map(property -> property.name() + "=" + word(property.value()))
                        .toList());
    }

    private static String word(Object value) {
        return switch (value) {
            case Long number -> number == Property.INFINITY ? "infinity" : number.toString();
            case int[] numbers -> Arrays.toString(numbers);
            case byte[] bits -> Arrays.toString(bits);
            default -> value.toString();
        };
    }
}
