package shibafu.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64",
        "amd64, linux/amd64",
        "x86_64, linux/amd64",
        "Linux/ARM64, linux/arm64",
        "linux/aarch64, linux/arm64",
        "linux/arm/v6, linux/arm/v6",
        "windows/amd64, windows/amd64",
    })
    void a_platform_is_read(String text, String platform) {
        assertThat(Platform.parse(text)).hasToString(platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "linux/", "linux/arm/v7/x"})
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> Platform.parse(text)).hasMessageStartingWith("invalid platform: " + text);
    }

    /// Of a list of images, separated by spaces, the best for a machine.
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/arm64 linux/amd64, 1",
        "linux/amd64, windows/amd64 linux/amd64, 1",
        "linux/arm64/v8, linux/amd64 linux/arm64, 1",
        "linux/arm64, linux/arm64/v8, 0",
        "linux/arm/v7, linux/arm/v5 linux/arm/v6 linux/arm/v8, 1",
        "linux/arm/v7, linux/arm/v6 linux/arm/v7, 1",
        "linux/amd64, linux/amd64/v3 linux/amd64, 1",
        "linux/amd64, linux/amd64 linux/amd64, 0",
    })
    void the_best_of_a_list_is_chosen(String machine, String list, int chosen) throws IOException {
        assertThat(several(list).choose(Platform.parse(machine)))
                .isEqualTo(several(list).manifests().get(chosen));
    }

    @Test
    void a_list_without_a_fitting_one_tells_which_there_are() {
        assertThatThrownBy(
                        () -> several("linux/amd64 linux/arm64 unknown/unknown").choose(Platform.parse("s390x")))
                .hasMessage("there is no image for linux/s390x among these: linux/amd64, linux/arm64");
    }

    private static Manifest.Several several(String list) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String one : list.split(" ", -1)) {
            String[] words = one.split("/", -1);
            entries.add("""
                    {"mediaType": "m", "digest": "sha256:%064x", "size": 1, "platform":
                     {"os": "%s", "architecture": "%s", "variant": "%s"}}""".formatted(entries.size(), words[0], words[1], words.length > 2 ? words[2] : ""));
        }
        String index = "{\"manifests\": [" + String.join(",", entries) + "]}";
        if (Manifest.parse("", index.getBytes(StandardCharsets.UTF_8)) instanceof Manifest.Several several) {
            return several;
        }
        throw new AssertionError("not a list: " + index);
    }
}
