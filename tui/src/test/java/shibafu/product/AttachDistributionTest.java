package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Attaching to what runs detached: `src/test/sh/attach.sh`, which also runs by hand and with another kernel.
@RequiresRoot
final class AttachDistributionTest {
    @Test
    void several_attach_and_none_is_in_the_way() {
        Product.Result result = Product.call("bash", Path.of("src/test/sh/attach.sh"), Product.DISTRIBUTION);
        assertThat(result.output()).doesNotContain("not ok");
        assertThat(result.code()).as(result.output()).isZero();
    }
}
