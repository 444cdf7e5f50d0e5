package shibafu.engine.criu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.cgroup.CgroupMountView;
import shibafu.engine.criu.CriuOptions.PageServer;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.SpecReader;

/// Each folder of `golden/criu` has a container (`config.json`), what is asked for and seen of it (`call.json`), and
/// criu's words, an option a line. `-Dgolden.update=true` rewrites these, and fails.
final class CriuCommandTest {
    private static final Path ROOT = Path.of("src/test/resources/golden/criu");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tells_criu(String name) throws IOException {
        Path folder = ROOT.resolve(name);
        Path expected = folder.resolve("words.txt");
        String text = text(words(folder));
        if (Boolean.getBoolean("golden.update")) {
            boolean changed =
                    !Files.exists(expected) || !Files.readString(expected).equals(text);
            Files.writeString(expected, text);
            assertThat(changed).as("%s was rewritten", expected).isFalse();
        }
        assertThat(text).isEqualTo(Files.readString(expected));
    }

    private static List<String> words(Path folder) throws IOException {
        JsonNode call = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("call.json")));
        CriuCommand.Container container = new CriuCommand.Container(
                SpecReader.readStored(folder.resolve("config.json")),
                Path.of("/bundle"),
                views(call.path("cgroups")),
                text(call, "usualConfig").map(Path::of));
        if (call.path("verb").asText().equals("dump")) {
            return CriuCommand.dump(container, subject(call), options(call));
        }
        CriuCommand.Restore restore = CriuCommand.restore(
                container,
                options(call),
                Path.of("/run/shibafu/web/criu-root"),
                Path.of("/run/shibafu/web/criu.pid"),
                call.path("cgroupsPath").asText("/shibafu_web"),
                texts(call.path("descriptors")));
        List<String> words = new ArrayList<>(restore.words());
        restore.files().forEach(file -> words.add("--- " + file));
        return words;
    }

    private static CriuOptions options(JsonNode call) {
        JsonNode options = call.path("options");
        Set<CriuSwitch> switches = EnumSet.noneOf(CriuSwitch.class);
        List<String> names = texts(options.path("switches"));
        Arrays.stream(CriuSwitch.values())
                .filter(one -> names.contains(one.flag()) || names.contains("all"))
                .forEach(switches::add);
        return new CriuOptions(
                Path.of("/usr/sbin/criu"),
                Path.of("/image"),
                Path.of("/work"),
                switches,
                text(options, "parent"),
                options.path("preDump").asBoolean(false),
                text(options, "pageServer")
                        .map(text -> new PageServer(text, options.path("port").asInt())),
                options.has("statusFd")
                        ? OptionalInt.of(options.path("statusFd").asInt())
                        : OptionalInt.empty(),
                text(options, "cgroupsMode"),
                options.path("emptyNetwork").asBoolean(false),
                text(options, "lsmProfile"),
                text(options, "lsmMountContext"));
    }

    private static CriuSubject subject(JsonNode call) {
        Map<NamespaceType, Long> namespaces = new EnumMap<>(NamespaceType.class);
        for (NamespaceType type : NamespaceType.values()) {
            namespaces.put(type, 4026531840L + namespaces.size());
        }
        return new CriuSubject(
                4711,
                text(call, "freezer").map(Path::of),
                SeenMount.parse(texts(call.path("mountinfo"))),
                namespaces,
                texts(call.path("descriptors")));
    }

    private static List<CgroupMountView> views(JsonNode names) {
        return texts(names).stream()
                .map(name -> new CgroupMountView(
                        name, Path.of("/sys/fs/cgroup").resolve(name).resolve("shibafu_web"), List.of()))
                .toList();
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() ? "" : word.startsWith("-") ? "\n" : " ").append(word);
        }
        return text.append('\n').toString();
    }
}
