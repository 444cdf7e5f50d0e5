package shibafu.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shibafu.engine.RequiresRoot;

/// Holds what `schema-checklist.txt` says of each property of the specification's schema: that it is read, planned and
/// seen.
final class SchemaChecklistTest {
    private static final Path LIST = Path.of("src/test/resources/schema-checklist.txt");
    private static final Path CASES = Path.of("src/test/resources/golden/plan");
    private static final Path SCRIPTS = Path.of("../tui/src/test/sh");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static List<Line> lines() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" +", 4))
                .map(words -> new Line(words[0], words[1], words[2], words.length > 3 ? words[3] : ""))
                .toList();
    }

    /// Without it the configuration would be another one, or none.
    @ParameterizedTest
    @MethodSource("lines")
    void a_property_makes_a_difference_in_its_golden_case(Line line) throws IOException {
        JsonNode config =
                JSON.readTree(Files.readAllBytes(CASES.resolve(line.golden()).resolve("config.json")));
        List<List<String>> places = places(config, line.steps(), List.of());
        assertThat(places).as("%s in %s", line.property(), line.golden()).isNotEmpty();
        Object whole = read(line, config);
        assertThat(places)
                .as("places of %s that make a difference", line.property())
                .anySatisfy(
                        place -> assertThat(read(line, without(config, place))).isNotEqualTo(whole));
    }

    /// A test of JUnit that needs root and runs, or a check that a script says the name of.
    @ParameterizedTest
    @MethodSource("lines")
    void what_is_said_to_look_from_inside_is_there(Line line) throws IOException, ClassNotFoundException {
        if (line.inside().equals("-")) {
            assertThat(line.reason()).as("why nobody sees it").matches("\\w+( \\S+){6,}");
            return;
        }
        assertThat(line.reason()).isEmpty();
        String[] parts = line.inside().split("#", 2);
        if (parts[0].endsWith(".sh")) {
            String check = "\n(equal|like|same) \"" + Pattern.quote(parts[1].replace('_', ' ')) + "\" ";
            assertThat(Files.readString(SCRIPTS.resolve(parts[0]))).containsPattern(check);
            return;
        }
        Class<?> tests = Class.forName("shibafu.engine." + parts[0]);
        assertThat(tests).hasAnnotation(RequiresRoot.class);
        assertThat(Arrays.stream(tests.getDeclaredMethods())
                        .filter(SchemaChecklistTest::isTest)
                        .map(Method::getName))
                .contains(parts[1]);
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    @Test
    void each_property_is_there_once() throws IOException {
        assertThat(lines().stream().map(Line::property)).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    /// A record, or the problems that kept it from being one.
    private Object read(Line line, JsonNode config) throws IOException {
        Path file = Files.write(folder.resolve("config.json"), JSON.writeValueAsBytes(config));
        try {
            return line.isProcess() ? SpecReader.readProcess(file) : SpecReader.readStored(file);
        } catch (SpecException e) {
            return e.problems();
        }
    }

    /// Everywhere a path leads to.
    private static List<List<String>> places(JsonNode node, List<String> steps, List<String> way) {
        if (steps.isEmpty()) {
            return List.of(way);
        }
        List<String> names = new ArrayList<>();
        if (steps.getFirst().equals("[]")) {
            for (int i = 0; i < node.size(); i++) {
                names.add(Integer.toString(i));
            }
        } else if (steps.getFirst().equals("*")) {
            node.fieldNames().forEachRemaining(names::add);
        } else if (node.has(steps.getFirst())) {
            names.add(steps.getFirst());
        }
        List<List<String>> found = new ArrayList<>();
        for (String name : names) {
            List<String> further = new ArrayList<>(way);
            further.add(name);
            found.addAll(places(child(node, name), steps.subList(1, steps.size()), further));
        }
        return found;
    }

    private static JsonNode without(JsonNode config, List<String> place) {
        JsonNode copy = config.deepCopy();
        JsonNode parent = copy;
        for (String name : place.subList(0, place.size() - 1)) {
            parent = child(parent, name);
        }
        ((ObjectNode) parent).remove(place.getLast());
        return copy;
    }

    private static JsonNode child(JsonNode node, String name) {
        return node instanceof ArrayNode ? node.path(Integer.parseInt(name)) : node.path(name);
    }

    /// @param property `process.rlimits[].soft`, `linux.sysctl.*`
    /// @param golden the name of a golden plan case
    /// @param inside `package.Class#method`, `script.sh#check`, or `-`
    /// @param reason of `-`
    record Line(String property, String golden, String inside, String reason) {
        /// The case of an exec has a process alone.
        boolean isProcess() {
            return golden.startsWith("exec_");
        }

        List<String> steps() {
            List<String> steps = List.of(property.replace("[]", ".[]").split("\\.", -1));
            return isProcess() ? steps.subList(1, steps.size()) : steps;
        }

        @Override
        public String toString() {
            return property;
        }
    }
}
