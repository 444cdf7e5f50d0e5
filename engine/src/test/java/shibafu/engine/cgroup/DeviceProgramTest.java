package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Runs the programs on a processor of the few instructions they use.
final class DeviceProgramTest {
    @Test
    void the_last_rule_that_matches_wins() {
        assertThat(answer("c 1:3 r", "allow c 1:3 rwm")).isTrue();
        assertThat(answer("c 1:3 r", "allow c 1:3 rwm", "deny c 1:* r")).isFalse();
        assertThat(answer("c 1:3 r", "deny c 1:* r", "allow c 1:3 rwm")).isTrue();
        assertThat(answer("b 1:3 r", "allow c 1:3 rwm")).isFalse();
        assertThat(answer("c 1:4 r", "allow c 1:3 rwm")).isFalse();
    }

    @Test
    void every_access_that_is_asked_for_must_be_allowed() {
        assertThat(answer("c 1:3 rw", "allow c 1:3 r")).isFalse();
        assertThat(answer("c 1:3 rw", "allow c 1:3 r", "allow c 1:* w")).isTrue();
        assertThat(answer("c 1:3 rw", "allow a *:* rwm", "deny c 1:3 w")).isFalse();
        assertThat(answer("c 1:3 r", "allow a *:* rwm", "deny c 1:3 w")).isTrue();
    }

    @Test
    void what_no_rule_names_is_denied() {
        assertThat(answer("c 1:3 r")).isFalse();
    }

    @Test
    void a_large_number_is_no_negative_one() {
        assertThat(answer("c 4294967295:4294967295 r", "allow c 4294967295:4294967295 r"))
                .isTrue();
        assertThat(answer("c 1:4294967294 r", "allow c 1:4294967295 r")).isFalse();
    }

    @Test
    void nothing_stands_behind_a_rule_that_decides_everything() {
        byte[] program = compile("allow c 1:3 rwm", "deny a *:* rwm", "allow c 1:5 rwm");
        assertThat(program).isEqualTo(compile("deny a *:* rwm", "allow c 1:5 rwm"));
    }

    @Test
    void any_rules_answer_as_their_definition_does() {
        Random random = new Random(20_260);
        for (int round = 0; round < 3_000; round++) {
            List<DeviceMatch> rules = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                rules.add(new DeviceMatch(
                        random.nextBoolean(),
                        "acb".charAt(random.nextInt(3)),
                        random.nextInt(4) - 1,
                        random.nextInt(4) - 1,
                        1 + random.nextInt(7)));
            }
            ByteBuffer program = ByteBuffer.wrap(DeviceProgram.compile(rules)).order(ByteOrder.nativeOrder());
            for (int i = 0; i < 20; i++) {
                DeviceMatch asked = new DeviceMatch(
                        true,
                        random.nextBoolean() ? 'c' : 'b',
                        random.nextInt(3),
                        random.nextInt(3),
                        1 + random.nextInt(7));
                assertThat(run(program, asked)).as("%s by %s", asked, rules).isEqualTo(defined(asked, rules));
            }
        }
    }

    /// Each access by the last rule that names the device and it; none: denied.
    private static boolean defined(DeviceMatch asked, List<DeviceMatch> rules) {
        for (int access : new int[] {DeviceMatch.MKNOD, DeviceMatch.READ, DeviceMatch.WRITE}) {
            boolean allowed = (asked.access() & access) == 0
                    || rules.reversed().stream()
                            .filter(r -> (r.access() & access) != 0)
                            .filter(r -> r.type() == 'a' || r.type() == asked.type())
                            .filter(r -> r.major() < 0 || r.major() == asked.major())
                            .filter(r -> r.minor() < 0 || r.minor() == asked.minor())
                            .findFirst()
                            .filter(DeviceMatch::allow)
                            .isPresent();
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean answer(String asked, String... rules) {
        return run(
                ByteBuffer.wrap(compile(rules)).order(ByteOrder.nativeOrder()),
                DeviceMatch.of(Fixture.rule("allow " + asked)));
    }

    private static byte[] compile(String... rules) {
        return DeviceProgram.compile(
                Arrays.stream(rules).map(Fixture::rule).map(DeviceMatch::of).toList());
    }

    private static boolean run(ByteBuffer program, DeviceMatch asked) {
        int[] context = {asked.access() << 16 | (asked.type() == 'b' ? 1 : 2), (int) asked.major(), (int) asked.minor()
        };
        int[] registers = new int[11];
        for (int at = 0; ; at++) {
            int opcode = program.get(at * 8) & 0xff;
            int target = program.get(at * 8 + 1) & 0xf;
            int source = program.get(at * 8 + 1) >> 4 & 0xf;
            int offset = program.getShort(at * 8 + 2);
            int immediate = program.getInt(at * 8 + 4);
            switch (opcode) {
                case 0x61 -> registers[target] = context[offset / 4];
                case 0x54 -> registers[target] &= immediate;
                case 0x74 -> registers[target] >>>= immediate;
                case 0xb4 -> registers[target] = immediate;
                case 0xbc -> registers[target] = registers[source];
                case 0x16 -> at += registers[target] == immediate ? offset : 0;
                case 0x56 -> at += registers[target] != immediate ? offset : 0;
                case 0x95 -> {
                    return registers[0] == 1;
                }
                default -> throw new AssertionError("opcode " + opcode + " at " + at);
            }
        }
    }
}
