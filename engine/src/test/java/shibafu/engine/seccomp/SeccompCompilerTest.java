package shibafu.engine.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shibafu.engine.seccomp.Machine.Abi;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;
import shibafu.engine.spec.SeccompWords;

final class SeccompCompilerTest {
    private static final int ALLOW = 0x7fff0000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int KILL = 0x80000000;
    private static final int X86_64 = 0xC000003E;
    private static final int X86 = 0x40000003;
    private static final long[] NONE = new long[6];
    private static final long[] EDGES = {0, 1, 2, 0x7fffffffL, 0x80000000L, 0xffffffffL, 0x100000000L, 0x100000001L, -1
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Machine.class)
    void decides_every_call_as_the_profile_says(Machine machine) {
        Random random = new Random(20261128);
        for (int round = 0; round < 60; round++) {
            Seccomp profile = randomProfile(random, machine);
            BpfMachine filter = new BpfMachine(SeccompCompiler.compile(profile, machine));
            for (int call = 0; call < 400; call++) {
                Abi abi = machine.abis().get(random.nextInt(machine.abis().size()));
                int number = abi.base() + random.nextInt(600);
                long[] args = random.longs(6, 0, EDGES.length)
                        .map(i -> EDGES[(int) i])
                        .toArray();
                assertThat(filter.run(abi.audit(), number, args))
                        .describedAs("%s %d %s of %s", abi.name(), number, List.of(args[0], args[1]), profile)
                        .isEqualTo(expected(profile, machine, abi, number - abi.base(), args));
            }
        }
    }

    /// The profile, read straight: no intervals, no halves.
    private static int expected(Seccomp profile, Machine machine, Abi abi, int number, long[] args) {
        if (!abi.equals(machine.abis().getFirst()) && !profile.architectures().contains(abi.name())) {
            return KILL;
        }
        Map<String, Integer> table = SyscallTable.of(abi.table());
        int otherwise = Actions.of(profile.defaultAction(), profile.defaultErrno());
        int conditional = -2;
        int newest = -1;
        for (Rule rule : profile.rules()) {
            int action = Actions.of(rule.action(), rule.errno());
            for (String name : rule.names()) {
                int named = table.getOrDefault(name, -1);
                newest = (abi.base() != 0 && named >= 512) ? newest : Math.max(newest, named);
                if (named != number || action == otherwise) {
                    continue;
                }
                if (rule.args().isEmpty()) {
                    return action;
                }
                if (conditional == -2 && rule.args().stream().allMatch(arg -> holds(arg, args, abi.wide()))) {
                    conditional = action;
                }
            }
        }
        if (conditional != -2) {
            return conditional;
        }
        boolean known = (abi.base() != 0 && number >= 512) ? number < 548 : number <= newest;
        boolean named = profile.rules().stream()
                .filter(rule -> Actions.of(rule.action(), rule.errno()) != otherwise)
                .anyMatch(rule -> rule.names().stream().anyMatch(name -> table.getOrDefault(name, -1) == number));
        boolean lenient =
                List.of("SCMP_ACT_ALLOW", "SCMP_ACT_LOG", "SCMP_ACT_TRACE").contains(profile.defaultAction());
        return known || named || lenient || newest < 0 ? otherwise : ENOSYS;
    }

    private static boolean holds(Argument argument, long[] args, boolean wide) {
        long cut = wide ? -1 : 0xffffffffL;
        long given = args[argument.index()] & cut;
        long value = argument.value() & cut;
        int order = Long.compareUnsigned(given, value);
        return switch (argument.op()) {
            case "SCMP_CMP_EQ" -> order == 0;
            case "SCMP_CMP_NE" -> order != 0;
            case "SCMP_CMP_LT" -> order < 0;
            case "SCMP_CMP_LE" -> order <= 0;
            case "SCMP_CMP_GT" -> order > 0;
            case "SCMP_CMP_GE" -> order >= 0;
            case "SCMP_CMP_MASKED_EQ" -> (given & value) == (argument.valueTwo() & cut);
            default -> throw new IllegalArgumentException(argument.op());
        };
    }

    private static Seccomp randomProfile(Random random, Machine machine) {
        // Without those that x86 has a second way to, which is tested by itself.
        List<String> names = SyscallTable.of(machine.abis().getFirst().table()).keySet().stream()
                .filter(name -> !name.matches("(sem|msg|shm).*|.*sock.*|bind|connect|listen|accept.*|send.*|recv.*"
                        + "|shutdown|getpeername"))
                .sorted()
                .toList();
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(14);
        for (int i = 0; i < count; i++) {
            List<Argument> args = new ArrayList<>();
            for (int arg = random.nextInt(3); arg > 0; arg--) {
                args.add(new Argument(
                        random.nextInt(6),
                        EDGES[random.nextInt(EDGES.length)],
                        EDGES[random.nextInt(EDGES.length)],
                        pick(random, SeccompWords.OPERATORS)));
            }
            List<String> some = new ArrayList<>(List.of("unheard_of"));
            for (int n = random.nextInt(8); n > 0; n--) {
                some.add(pick(random, names));
            }
            rules.add(new Rule(some, pick(random, SeccompWords.ACTIONS), OptionalInt.of(random.nextInt(99)), args));
        }
        List<String> architectures = machine.abis().stream()
                .map(Abi::name)
                .filter(name -> random.nextBoolean())
                .toList();
        return profile(pick(random, SeccompWords.ACTIONS), architectures, rules);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void an_x86_64_profile_without_x32_is_not_bypassed_by_its_bit() {
        Seccomp profile =
                profile("SCMP_ACT_ALLOW", List.of("SCMP_ARCH_X86_64"), List.of(rule("SCMP_ACT_ERRNO", "mkdir")));
        BpfMachine filter = new BpfMachine(SeccompCompiler.compile(profile, Machine.X86_64));
        assertThat(filter.run(X86_64, 83, NONE)).isEqualTo(EPERM);
        assertThat(filter.run(X86_64, 83 | 0x40000000, NONE)).isEqualTo(KILL);
        assertThat(filter.run(X86_64, -1, NONE)).isEqualTo(ALLOW);
        assertThat(filter.run(X86, 39, NONE)).isEqualTo(KILL);
    }

    @Test
    void calls_newer_than_the_profile_are_not_there() {
        Seccomp profile = profile("SCMP_ACT_ERRNO", List.of(), List.of(rule("SCMP_ACT_ALLOW", "clone3")));
        BpfMachine filter = new BpfMachine(SeccompCompiler.compile(profile, Machine.X86_64));
        assertThat(filter.run(X86_64, 434, NONE)).isEqualTo(EPERM);
        assertThat(filter.run(X86_64, 435, NONE)).isEqualTo(ALLOW);
        assertThat(filter.run(X86_64, 436, NONE)).isEqualTo(ENOSYS);
    }

    @Test
    void sockets_of_x86_have_no_second_way() {
        Seccomp profile = profile(
                "SCMP_ACT_ALLOW", List.of("SCMP_ARCH_X86"), List.of(rule("SCMP_ACT_ERRNO", "socket", "shmget")));
        BpfMachine filter = new BpfMachine(SeccompCompiler.compile(profile, Machine.X86_64));
        assertThat(filter.run(X86, 102, new long[] {1, 0, 0, 0, 0, 0})).isEqualTo(EPERM);
        assertThat(filter.run(X86, 102, new long[] {2, 0, 0, 0, 0, 0})).isEqualTo(ALLOW);
        assertThat(filter.run(X86, 117, new long[] {0x10017, 0, 0, 0, 0, 0})).isEqualTo(EPERM);
    }

    @Test
    void a_profile_too_large_for_the_kernel_is_refused() {
        List<Rule> rules = new ArrayList<>();
        for (int value = 0; value < 1000; value++) {
            Argument argument = new Argument(0, value, 0, "SCMP_CMP_EQ");
            rules.add(new Rule(List.of("read"), "SCMP_ACT_ALLOW", OptionalInt.empty(), List.of(argument)));
        }
        assertThatThrownBy(() -> SeccompCompiler.compile(profile("SCMP_ACT_ERRNO", List.of(), rules), Machine.X86_64))
                .isInstanceOf(SeccompException.class)
                .hasMessageContaining("the kernel takes at most 4096");
    }

    @Test
    void a_broken_cache_file_is_compiled_anew() throws IOException {
        Seccomp profile = profile("SCMP_ACT_ERRNO", List.of(), List.of(rule("SCMP_ACT_ALLOW", "read")));
        byte[] program = SeccompCompiler.compile(profile, Machine.X86_64);
        SeccompCache cache = new SeccompCache(folder.resolve("seccomp"));
        assertThat(cache.program(profile, Machine.X86_64)).isEqualTo(program);
        Path file;
        try (var files = Files.list(cache.directory())) {
            file = files.findFirst().orElseThrow();
        }
        assertThat(file.toString()).endsWith(".bpf");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[40] ^= 1;
        for (byte[] broken : List.of(new byte[0], bad, Arrays.copyOf(good, good.length - 8))) {
            Files.write(file, broken);
            assertThat(cache.program(profile, Machine.X86_64)).isEqualTo(program);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        }
    }

    @Test
    void a_flag_is_supported_where_the_kernel_has_it() {
        assertThat(SeccompFeatures.supportedFlags("5.14.0-503.el9")).hasSize(3);
        assertThat(SeccompFeatures.supportedFlags("6.1")).isEqualTo(SeccompWords.FLAGS);
    }

    private static Rule rule(String action, String... names) {
        return new Rule(List.of(names), action, OptionalInt.empty(), List.of());
    }

    private static Seccomp profile(String action, List<String> architectures, List<Rule> rules) {
        return new Seccomp(
                action,
                OptionalInt.empty(),
                architectures,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rules);
    }
}
