package shibafu.engine.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CriuLogTest {
    @Test
    void tells_the_errors_without_their_times() {
        assertThat(CriuLog.words(List.of(
                        "(00.000315) Version: 3.17.1 (gitid 0)",
                        "(00.014658) Error (criu/protobuf.c:72): Unexpected EOF on (empty-image)",
                        "(00.014700) Unlock network")))
                .isEqualTo("Error (criu/protobuf.c:72): Unexpected EOF on (empty-image)");
    }

    @Test
    void tells_the_last_three_errors() {
        assertThat(CriuLog.words(List.of(
                        "(00.1) Error (a): 1", "(00.2)      1: Error (b): 2", "(00.3) Error (c): 3", "Error (d): 4")))
                .isEqualTo("1: Error (b): 2; Error (c): 3; Error (d): 4");
    }

    @Test
    void tells_its_last_words_where_it_names_no_error() {
        assertThat(CriuLog.words(List.of("(00.1) one", "", "(00.2) two", "(00.3) three", "(00.4) four")))
                .isEqualTo("two; three; four");
    }

    @Test
    void passes_over_what_it_says_on_every_kernel_without_tun() {
        assertThat(CriuLog.words(List.of(
                        "(01.1) Error (criu/tun.c:85): tun: Unable to create tun: No such file or directory",
                        "(01.2) Error (criu/tty.c:1): tty: Found dangling tty")))
                .isEqualTo("Error (criu/tty.c:1): tty: Found dangling tty");
    }

    @Test
    void has_nothing_to_tell_of_an_empty_log() {
        assertThat(CriuLog.words(List.of())).isEmpty();
    }
}
