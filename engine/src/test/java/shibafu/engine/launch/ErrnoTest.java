package shibafu.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ErrnoTest {
    @Test
    void has_a_name_and_words() {
        assertThat(Errno.of(1)).hasToString("operation not permitted (EPERM)");
        assertThat(Errno.of(40)).hasToString("too many levels of symbolic links (ELOOP)");
    }

    @Test
    void an_unknown_one_is_named_by_its_number() {
        assertThat(Errno.of(999)).hasToString("error 999 (errno 999)");
        assertThat(Errno.of(-1).name()).isEqualTo("errno -1");
    }
}
