package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.spec.Resources.DeviceRule;

final class SpecReaderTest {
    @Test
    void a_filter_by_itself_is_OCIs_and_not_dockers(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("filter.json");
        Files.writeString(file, "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
        assertThat(SpecReader.readSeccomp(file).defaultAction()).isEqualTo("SCMP_ACT_ALLOW");
        Files.writeString(file, "{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"archMap\": []}");
        assertThatThrownBy(() -> SpecReader.readSeccomp(file)).hasMessageContaining("is docker's, not OCI's");
    }

    @Test
    void reads_the_smallest_file() {
        Spec spec = read("{'ociVersion': '1.0.2', 'root': {'path': 'rootfs'}}");
        assertThat(spec.ociVersion()).isEqualTo("1.0.2");
        assertThat(spec.process()).isEmpty();
        assertThat(spec.linux().namespaces()).isEmpty();
        assertThat(spec.linux().resources()).isEqualTo(Resources.NONE);
    }

    @Test
    void ignores_what_it_does_not_know_and_takes_null_for_absent() {
        assertThat(read("{'ociVersion': '1.3.0', 'root': {'path': 'r', 'x': [{}]}, 'windows': {'a': 1},"
                        + " 'process': null, 'mounts': null, 'linux': {'namespaces': null}}"))
                .isEqualTo(read("{'ociVersion': '1.3.0', 'root': {'path': 'r'}}"));
    }

    @Test
    void takes_the_permission_bits_of_a_whole_st_mode() {
        Spec spec = read("{'ociVersion': '1.3.0', 'root': {'path': 'r'}, 'linux': {'namespaces': [{'type': 'mount'}],"
                + " 'devices': [{'path': '/dev/full', 'type': 'c', 'major': 1, 'minor': 7, 'fileMode': 8630}]}}");
        assertThat(spec.linux().devices().getFirst().fileMode()).hasValue(0666);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'root': 5}                                              | /root | must be an object",
                "{'root': {'path': 5}}                                    | /root/path | must be a string",
                "{'root': {'readonly': 'yes'}}                            | /root/readonly | must be true or false",
                "{'mounts': {}}                                           | /mounts | must be an array",
                "{'mounts': [{}, 5]}                                      | /mounts/1 | must be an object",
                "{'process': {'args': ['a', 5]}}                          | /process/args/1 | must be a string",
                "{'process': {'args': [null]}}                            | /process/args/0 | is missing",
                "{'process': {'user': {'uid': -1}}}                       | /process/user/uid"
                        + " | must be from 0 to 4294967294, not -1",
                "{'process': {'user': {'gid': 4294967295}}}               | /process/user/gid"
                        + " | must be from 0 to 4294967294, not 4294967295",
                "{'process': {'user': {'uid': 1.5}}}                      | /process/user/uid | must be a whole number",
                "{'process': {'user': {'uid': '0'}}}                      | /process/user/uid | must be a whole number",
                "{'process': {'env': ['A=\\u0000']}}                      | /process/env/0 | must not hold a zero byte",
                "{'process': {'oomScoreAdj': 1001}}                       | /process/oomScoreAdj"
                        + " | must be from -1000 to 1000, not 1001",
                "{'process': {'rlimits': [{'type': 'RLIMIT_CPU', 'soft': 1}]}} | /process/rlimits/0/hard | is missing",
                "{'linux': {'namespaces': [{'type': 'net'}]}}             | /linux/namespaces/0/type"
                        + " | unknown namespace type \"net\"",
                "{'linux': {'sysctl': {'a/b': 1}}}                        | /linux/sysctl/a~1b | must be a string",
                "{'linux': {'timeOffsets': {'boottime': {'nanosecs': 1000000000}}}}"
                        + " | /linux/timeOffsets/boottime/nanosecs | must be from 0 to 999999999, not 1000000000",
                "{'linux': {'resources': {'memory': {'limit': 9223372036854775808}}}}"
                        + " | /linux/resources/memory/limit"
                        + " | must be from -1 to 9223372036854775807, not 9223372036854775808",
                "{'linux': {'resources': {'memory': {'swappiness': 101}}}} | /linux/resources/memory/swappiness"
                        + " | must be from 0 to 100, not 101",
                "{'linux': {'resources': {'devices': [{'type': 'x'}]}}}   | /linux/resources/devices/0/type"
                        + " | must be a, b or c, not \"x\"",
                "{'linux': {'resources': {'devices': [{'access': 'rx'}]}}} | /linux/resources/devices/0/access"
                        + " | must be of the letters r, w and m, not \"rx\""
            })
    void tells_where_a_value_is_wrong(String json, String pointer, String message) {
        assertThat(problems(json)).contains(new SpecProblem(pointer, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'hooks': {}",
                "'hooks': {'prestart': [], 'poststop': null}",
                "'linux': {'seccomp': null, 'mountLabel': '', 'netDevices': {}, 'intelRdt': null}",
                "'linux': {'resources': {'blockIO': {'weight': 0}, 'hugepageLimits': [], 'network': {}}}"
            })
    void passes_over_what_asks_for_nothing(String member) {
        assertThat(read("{'ociVersion': '1.3.0', 'root': {'path': 'r'}, " + member + "}"))
                .isEqualTo(read("{'ociVersion': '1.3.0', 'root': {'path': 'r'}}"));
    }

    @Test
    void tells_all_problems_at_once_and_each_once() {
        assertThat(problems("{'ociVersion': '2.0', 'hostname': 'x', 'root': {},"
                        + " 'process': {'args': [], 'cwd': 'tmp', 'env': 'PATH', 'terminal': 1}}"))
                .containsExactlyInAnyOrder(
                        new SpecProblem("/root/path", "is missing"),
                        new SpecProblem("/process/terminal", "must be true or false"),
                        new SpecProblem("/process/env", "must be an array"),
                        new SpecProblem("/ociVersion", "\"2.0\" is not supported: 1.0.0 to 1.3.0 are"),
                        new SpecProblem("/hostname", "unable to set hostname without a private UTS namespace"),
                        new SpecProblem("/process/args", "args must not be empty"),
                        new SpecProblem("/process/cwd", "Cwd must be an absolute path"));
    }

    @Test
    void puts_every_problem_into_the_message() {
        assertThatThrownBy(() -> read("{'ociVersion': '1.3.0'}"))
                .isInstanceOf(SpecException.class)
                .hasMessage("test is invalid: /root: is missing");
        assertThatThrownBy(() -> read("{'ociVersion': 1, 'root': {'path': ''}}"))
                .hasMessage("test is invalid: /ociVersion: must be a string; /root/path: must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'a': }", "[1, 2", "nul"})
    void tells_what_is_not_json(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class).hasMessageStartingWith("read test: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null"})
    void wants_an_object(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SpecException.class);
    }

    @Test
    void reads_or_refuses_any_bytes() throws IOException {
        byte[] good = Files.readAllBytes(Path.of("src/test/resources/golden/plan/runc_default/config.json"));
        Random random = new Random(1);
        String wild = "{}[]\",:0-9e\0\377nt\\";
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(10) == 0 ? random.nextInt(good.length) : good.length);
            for (int j = random.nextInt(4); j >= 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) wild.charAt(random.nextInt(wild.length()));
            }
            try {
                assertThat(SpecReader.read("test", bytes)).isNotNull();
            } catch (SpecException e) {
                assertThat(e).hasMessageContaining("test");
            }
        }
    }

    @Test
    void wants_nothing_after_the_document() {
        assertThat(problems("{'ociVersion': '1.3.0', 'root': {'path': 'r'}} {}"))
                .containsExactly(new SpecProblem("", "something follows the end of the JSON document"));
    }

    @Test
    void takes_the_largest_unsigned_numbers() {
        ProcessSpec process = read("{'ociVersion': '1.3.0', 'root': {'path': 'r'}, 'process': {'args': ['a'],"
                        + " 'cwd': '/', 'user': {'uid': 4294967294}, 'rlimits': [{'type': 'RLIMIT_CORE',"
                        + " 'soft': 18446744073709551615, 'hard': 18446744073709551615}]}}")
                .process()
                .orElseThrow();
        assertThat(Integer.toUnsignedLong(process.user().uid())).isEqualTo(4294967294L);
        assertThat(process.rlimits()).containsExactly(new Spec.Rlimit("RLIMIT_CORE", -1, -1));
    }

    @Test
    void reads_limits_by_themselves() {
        Resources resources = SpecReader.readResources(
                "stdin",
                bytes("{'memory': {'limit': 1048576, 'swap': -1, 'reservation': 0}, 'cpu': {'quota': 0, 'cpus': ''},"
                        + " 'pids': {'limit': 0}, 'devices': [{'allow': true, 'type': 'c', 'major': 10, 'minor': -1,"
                        + " 'access': 'rw'}, {}], 'unified': {'memory.high': '1'}}"));
        assertThat(resources.memory().limitBytes()).hasValue(1048576);
        assertThat(resources.memory().swapBytes()).hasValue(-1);
        assertThat(resources.memory().reservationBytes()).isEmpty();
        assertThat(resources.cpu()).isEqualTo(Resources.Cpu.NONE);
        assertThat(resources.pidsLimit()).hasValue(0);
        assertThat(resources.devices())
                .isEqualTo(List.of(
                        new DeviceRule(true, "c", OptionalLong.of(10), OptionalLong.empty(), "rw"),
                        new DeviceRule(false, "a", OptionalLong.empty(), OptionalLong.empty(), "rwm")));
        assertThat(resources.unified()).containsEntry("memory.high", "1");
    }

    @Test
    void reads_a_process_by_itself(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("process.json");
        Files.write(file, bytes("{'args': ['ls'], 'cwd': '/', 'user': {'umask': 63}, 'oomScoreAdj': -5}"));
        ProcessSpec process = SpecReader.readProcess(file);
        assertThat(process.args()).containsExactly("ls");
        assertThat(process.user().umask()).isEqualTo(OptionalInt.of(63));
        assertThat(process.oomScoreAdj()).hasValue(-5);

        Files.write(file, bytes("{'args': []}"));
        assertThatThrownBy(() -> SpecReader.readProcess(file))
                .hasMessage(
                        file + " is invalid: /args: args must not be empty; " + "/cwd: Cwd property must not be empty");
    }

    @Test
    void says_which_file_is_not_there(@TempDir Path folder) {
        Path file = folder.resolve("config.json");
        assertThatThrownBy(() -> SpecReader.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessage("JSON specification file " + file + " not found");
    }

    @Test
    void does_not_let_a_bundle_choose_layers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Files.write(
                file,
                bytes("{'ociVersion': '1.3.0', 'root': {'path': 'r'}, 'linux': {'namespaces':"
                        + " [{'type': 'mount'}]}, 'shibafu.overlay': {'lower': ['/l'], 'upper': '/u', 'work': '/w'}}"));
        assertThat(SpecReader.read(file).root().overlay()).isEmpty();
        assertThat(SpecReader.readStored(file).root().overlay()).hasValue(new Spec.Overlay(List.of("/l"), "/u", "/w"));
    }

    @Test
    void reads_back_who_joins_the_layers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Spec.Overlay layers = new Spec.Overlay(List.of("/l"), "/u", "/w", Optional.of("/bin/fuse-overlayfs"));
        Files.write(
                file,
                bytes("{'ociVersion': '1.3.0', 'root': {'path': 'r'}, 'linux': {'namespaces': [{'type': 'mount'}]},"
                        + " 'shibafu.overlay': {'lower': ['/l'], 'upper': '/u', 'work': '/w',"
                        + " 'server': '/bin/fuse-overlayfs'}}"));

        Spec read = SpecReader.readStored(file);
        assertThat(read.root().overlay()).hasValue(layers);
        Files.write(file, SpecWriter.write(read));
        assertThat(SpecReader.readStored(file)).isEqualTo(read);
    }

    private static Spec read(String json) {
        return SpecReader.read("test", bytes(json));
    }

    private static List<SpecProblem> problems(String json) {
        return catchThrowableOfType(SpecException.class, () -> read(json)).problems();
    }

    /// With single quotes for double ones.
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
