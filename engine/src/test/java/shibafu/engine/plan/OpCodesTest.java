package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The stub's list of operations (`ops.h`) and Java's are one list.
final class OpCodesTest {
    private static final Pattern ENTRY = Pattern.compile("X \\((\\d+), (\\w+),\\s*\"([\\w-]+)\",\\s*\"([^\"]*)\"\\)");

    @Test
    void every_operation_has_the_same_code_name_and_fields_in_c() throws IOException {
        assertThat(javaOps()).isEqualTo(stubOps());
    }

    @Test
    void every_field_is_named_after_its_record_component() {
        for (Class<?> type : OpSamples.kinds()) {
            List<String> components = Arrays.stream(type.getRecordComponents())
                    .map(component -> kebab(component.getName()))
                    .toList();
            assertThat(recorded(type).fields.stream().map(field -> field.replaceAll(":.$", "")))
                    .as(type.getSimpleName())
                    .isEqualTo(components);
        }
    }

    @Test
    void every_constant_is_named_after_its_record() throws IOException {
        List<String> constants =
                ops().stream().map(entry -> entry.group(2)).sorted().toList();
        assertThat(OpSamples.kinds().stream()
                        .map(type ->
                                kebab(type.getSimpleName()).replace('-', '_').toUpperCase(Locale.ROOT))
                        .sorted())
                .isEqualTo(constants);
    }

    /// `39` to `mount type:s source:s ...`.
    private static Map<Integer, String> stubOps() throws IOException {
        Map<Integer, String> found = new TreeMap<>();
        for (MatchResult entry : ops()) {
            found.put(Integer.valueOf(entry.group(1)), (entry.group(3) + " " + entry.group(4)).strip());
        }
        return found;
    }

    private static List<MatchResult> ops() throws IOException {
        String header = Files.readString(Path.of("src/main/c/ops.h")).replace("\\\n", "");
        return ENTRY.matcher(header).results().toList();
    }

    private static Map<Integer, String> javaOps() {
        Map<Integer, String> found = new TreeMap<>();
        for (Class<?> type : OpSamples.kinds()) {
            FieldRecorder recorder = recorded(type);
            found.put(recorder.code, (recorder.name + " " + String.join(" ", recorder.fields)).strip());
        }
        return found;
    }

    private static FieldRecorder recorded(Class<?> type) {
        FieldRecorder recorder = new FieldRecorder();
        OpFields.visit(OpSamples.of(type), recorder);
        return recorder;
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /// Writes down what an operation calls its fields.
    private static final class FieldRecorder implements OpSink {
        private int code;
        private String name = "";
        private final List<String> fields = new ArrayList<>();

        private OpSink field(String field, char type) {
            fields.add(field + ":" + type);
            return this;
        }

        @Override
        public OpSink op(int opCode, String opName) {
            code = opCode;
            name = opName;
            return this;
        }

        @Override
        public OpSink decimal(String field, int value) {
            return field(field, 'd');
        }

        @Override
        public OpSink octal(String field, int value) {
            return field(field, 'o');
        }

        @Override
        public OpSink flag(String field, boolean value) {
            return field(field, 'b');
        }

        @Override
        public OpSink number(String field, long value) {
            return field(field, 'u');
        }

        @Override
        public OpSink hex(String field, long value) {
            return field(field, 'x');
        }

        @Override
        public OpSink bits(String field, BitNames names, long value) {
            return field(
                    field,
                    switch (names) {
                        case ATTRIBUTES -> 'a';
                        case NAMESPACES -> 'n';
                        case PROPAGATION -> 'p';
                    });
        }

        @Override
        public OpSink string(String field, String value) {
            return field(field, 's');
        }

        @Override
        public OpSink strings(String field, List<String> values) {
            return field(field, 'S');
        }

        @Override
        public OpSink decimals(String field, List<Integer> values) {
            return field(field, 'D');
        }

        @Override
        public OpSink plan(String field, Plan value) {
            return field(field, 'P');
        }

        @Override
        public OpSink bytes(String field, Bytes value) {
            return field(field, 'B');
        }
    }
}
