package shibafu.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.tui.containers.ListAction;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;
import shibafu.tui.keys.KeymapReader;
import shibafu.tui.keys.KeymapText;
import shibafu.tui.shell.ShellAction;

/// A file of keys over the tables there are.
final class KeymapTest {
    @Test
    void a_line_gives_an_action_other_keys_and_takes_the_built_in_ones() {
        KeyTable<ListAction> list =
                keymap("containers.stop = f5 ctrl-x # stop it\n\n# a comment\n").of(ListAction.KEYS);
        assertThat(list.action(Key.named("f5"))).contains(ListAction.STOP);
        assertThat(list.action(Key.named("ctrl-x"))).contains(ListAction.STOP);
        assertThat(list.action(Key.typed('s'))).isEmpty();
        assertThat(list.action(Key.typed('d'))).contains(ListAction.REMOVE);
        assertThat(list.key(ListAction.STOP)).isEqualTo("F5");
    }

    @Test
    void keys_can_be_exchanged_taken_away_and_be_a_hash() {
        Keymap keymap = keymap("containers.stop = d\ncontainers.remove = s hash\ncontainers.kill =\n");
        KeyTable<ListAction> list = keymap.of(ListAction.KEYS);
        assertThat(list.action(Key.typed('d'))).contains(ListAction.STOP);
        assertThat(list.action(Key.typed('#'))).contains(ListAction.REMOVE);
        assertThat(list.action(Key.named("ctrl-k"))).isEmpty();
        assertThat(list.key(ListAction.KILL)).isEqualTo(":kill");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("nonsense", "keys:1: \"nonsense\" is not of the form table.action = key key"),
                Arguments.of("\nlist.stop = x", "keys:2: no table is called \"list\": there are containers, shell, "),
                Arguments.of(
                        "containers.halt = f5", "keys:1: containers has no action \"halt\": --print-keys tells all"),
                Arguments.of("containers.stop = F5", "keys:1: no key is called \"F5\": letters are themselves, others"),
                Arguments.of("containers.stop = ctrl-i", "keys:1: terminals send ctrl-i as tab"),
                Arguments.of("containers.stop = ctrl-1", "keys:1: no terminal sends ctrl-1"),
                Arguments.of("containers.stop = shift-s", "keys:1: no terminal sends shift-s: write the letter"),
                Arguments.of("form.submit = s", "keys:1: form.submit can't be s: that types there"),
                Arguments.of("shell.leave = esc", "keys:1: shell.leave takes one control key, such as ctrl-]"),
                Arguments.of("shell.leave =", "keys:1: shell.leave takes one control key, such as ctrl-]"),
                Arguments.of(
                        "containers.stop = f5\ncontainers.stop = f6",
                        "keys:2: containers.stop has its keys in line 1 already"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_line_and_nothing_of_the_file_holds(String text, String problem) {
        KeymapReader.Result result = read(text + "\nglobal.help = f2\n");
        assertThat(result.problems()).hasSize(1).first().asString().startsWith(problem);
        assertThat(result.keymap()).isEqualTo(Keymap.BUILT_IN);
    }

    @Test
    void a_clash_names_both_lines() {
        assertThat(read("containers.stop = f5\n\nglobal.help = f1 f5\n").problems())
                .containsExactly("keys:3: f5 is bound to global.help here and to containers.stop in line 1");
        assertThat(read("containers.stop = d\n").problems())
                .containsExactly("keys:1: d is bound to containers.stop here and to containers.remove by default: "
                        + "give that another key, or none (containers.remove =)");
        assertThat(read("limits.undo = tab\n").problems())
                .containsExactly("keys:1: tab is bound to limits.undo here and to limits.next by default: "
                        + "give that another key, or none (limits.next =)");
    }

    @Test
    void what_is_printed_can_be_read_back() {
        String text = KeymapText.of(Keymap.BUILT_IN, KeyTables.ALL);
        assertThat(text).contains("containers.remove            = d del                    # remove it (asks)\n");
        KeymapReader.Result result = read(text);
        assertThat(result.problems()).isEmpty();
        assertThat(KeymapText.of(result.keymap(), KeyTables.ALL)).isEqualTo(text);
    }

    @Test
    void every_action_has_its_line_and_no_two_tables_one_name() {
        Set<String> names = new HashSet<>();
        for (KeyTable<?> table : KeyTables.ALL) {
            assertThat(names.add(table.name())).as(table.name()).isTrue();
            Object[] all =
                    table.bindings().getFirst().action().getDeclaringClass().getEnumConstants();
            assertThat(table.bindings().stream().map(Binding::action))
                    .as(table.name())
                    .hasSize(all.length);
        }
        assertThat(ShellAction.KEYS.key(ShellAction.LEAVE)).isEqualTo("^]");
    }

    @Test
    void footer_help_and_sentences_tell_the_keys_there_are() {
        Ui ui = Ui.over(
                new FakeEngine().with("web"),
                "containers.new = f7\ncontainers.shell = o\ncontainers.graphs =\nglobal.help = f2\nshell.leave = ctrl-g");
        ui.expectFooter("F2 help").expectFooter("F7 new").expectScreen("o opens a shell in web; ^G comes back");
        ui.press("?").expectNotOnScreen("freeze or thaw it");
        ui.press("f2")
                .expectScreen("F7       new container", "freeze or thaw it")
                .press("esc");
        ui.press("o").expectScreen("^G leaves").expectFooter("^G leaves the shell");
    }

    private static Keymap keymap(String text) {
        KeymapReader.Result result = read(text);
        assertThat(result.problems()).isEmpty();
        return result.keymap();
    }

    private static KeymapReader.Result read(String text) {
        return KeymapReader.read("keys", text, KeyTables.ALL, KeyTables.TOGETHER);
    }
}
