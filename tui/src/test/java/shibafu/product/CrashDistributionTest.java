package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// An engine killed at any moment loses nothing and leaves nothing: `src/test/sh/crash.sh`.
@RequiresRoot
final class CrashDistributionTest {
    @Test
    void nothing_is_left_of_a_start_that_was_killed() {
        Product.Result result = Product.call("bash", Path.of("src/test/sh/crash.sh"), Product.DISTRIBUTION);
        assertThat(result.code()).as(result.output()).isZero();
    }
}
