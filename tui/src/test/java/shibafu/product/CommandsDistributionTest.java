package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Every command of the README, typed as a person would: `src/test/sh/commands.sh`, which also runs by hand and in a
/// guest with another kernel.
@RequiresRoot
final class CommandsDistributionTest {
    @Test
    void every_command_does_what_the_readme_says() {
        Product.Result result = Product.call("bash", Path.of("src/test/sh/commands.sh"), Product.DISTRIBUTION);
        assertThat(result.output()).doesNotContain("not ok");
        assertThat(result.code()).as(result.output()).isZero();
    }
}
