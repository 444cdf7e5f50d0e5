package shibafu.pty.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.pty.vt.VtTerminal.KeyModes;

final class TypedKeysTest {
    @ParameterizedTest
    @CsvSource({
        "false, false, x^[[Ay, x^[[Ay",
        "true, false, x^[[Ay^[[H, x^[OAy^[OH",
        "true, false, ^[[1;5A^[[3~, ^[[1;5A^[[3~",
        "true, false, ^[[, ^[[",
        "false, false, ^[[200~pasted^[[201~, pasted",
        "false, true, ^[[200~pasted^[[201~, ^[[200~pasted^[[201~"
    })
    void keys_come_as_the_program_set_them(boolean application, boolean brackets, String typed, String expected) {
        KeyModes modes = new KeyModes(application, false, brackets, false, MouseModes.NONE);
        byte[] bytes = typed.replace("^[", "\033").getBytes(StandardCharsets.UTF_8);
        assertThat(new String(TypedKeys.forProgram(bytes, modes), StandardCharsets.UTF_8))
                .isEqualTo(expected.replace("^[", "\033"));
    }
}
