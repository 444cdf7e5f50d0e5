package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.spec.Spec.Root;

final class DefaultSpecTest {
    private static final Spec SPEC = DefaultSpec.of(
            new Root("/var/lib/shibafu/containers/web/rootfs", false, Optional.empty()),
            DefaultSpec.process(List.of("sh")));

    /// The plan of it is in the same folders.
    @ParameterizedTest
    @ValueSource(strings = {"image_detached_v1", "image_interactive_v2"})
    void reads_as_its_golden_file(String name) throws IOException {
        Path golden = Path.of("src/test/resources/golden/plan", name, "config.json");
        String text = new String(SpecWriter.write(SPEC), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("golden.update")) {
            boolean changed = !Files.exists(golden) || !Files.readString(golden).equals(text);
            Files.writeString(golden, text);
            assertThat(changed).as("%s was rewritten", golden).isFalse();
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void obeys_every_check() {
        assertThat(SpecChecks.check(SPEC)).isEmpty();
    }

    @Test
    void leaves_the_inheritable_capabilities_empty() {
        assertThat(SPEC.process().orElseThrow().capabilities().orElseThrow().inheritable())
                .isEmpty();
    }
}
