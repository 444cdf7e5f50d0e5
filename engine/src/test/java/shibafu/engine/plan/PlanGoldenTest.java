package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each case's plan reads as its `plan.txt` says, from Java and from the stub. `-Dgolden.update=true` rewrites the
/// files, and fails, so that nobody takes a new plan unread.
final class PlanGoldenTest {
    /// The stub's fuzzer starts from these.
    private static final Path PLANS = Path.of("target/golden-plans");

    static List<GoldenCase> cases() throws IOException {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_as_expected(GoldenCase golden) throws IOException {
        String text = PlanText.of(golden.plan());
        if (Boolean.getBoolean("golden.update")) {
            boolean changed = !Files.exists(golden.expected())
                    || !Files.readString(golden.expected()).equals(text);
            Files.writeString(golden.expected(), text);
            assertThat(changed).as("%s was rewritten", golden.expected()).isFalse();
        }
        assertThat(text).isEqualTo(Files.readString(golden.expected()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_the_same_to_the_stub(GoldenCase golden) throws Exception {
        Files.createDirectories(PLANS);
        Path plan = PLANS.resolve(golden.name() + ".plan");
        Files.write(plan, PlanWriter.write(golden.plan()));
        assertThat(print(plan)).isEqualTo(Files.readString(golden.expected()));
    }

    private static String print(Path plan) throws Exception {
        Path stub = Path.of(System.getProperty("shibafu.stub", "target/stub/shibafu"));
        if (!Files.isExecutable(stub)) {
            fail("the stub is missing: %s; Maven builds it by `make -C engine/src/main/c`", stub);
        }
        Process process = new ProcessBuilder(stub.toString(), "--print")
                .redirectInput(plan.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
