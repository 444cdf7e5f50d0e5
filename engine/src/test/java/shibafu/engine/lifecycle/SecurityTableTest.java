package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `engine/docs/security.md` names tests that there are, and all of them.
final class SecurityTableTest {
    private static final List<Class<?>> CLASSES = List.of(
            SecurityDescriptorsRootTest.class,
            SecurityIdentityRootTest.class,
            SecurityPathsRootTest.class,
            SecurityProcRootTest.class);

    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern FLAW = Pattern.compile("cve_\\d{4}_\\d+|ghsa_\\w{4}");

    private final List<String> rows;

    SecurityTableTest() throws IOException {
        rows = Files.readAllLines(Path.of("docs/security.md")).stream()
                .filter(line -> line.startsWith("| CVE-") || line.startsWith("| GHSA-"))
                .toList();
    }

    @Test
    void every_test_that_it_names_is_there() {
        assertThat(rows).hasSizeGreaterThan(25);
        for (String row : rows) {
            List<MatchResult> named = NAMED.matcher(row).results().toList();
            assertThat(named.isEmpty()).as(row).isEqualTo(row.contains("| none: "));
            assertThat(named).allSatisfy(one -> assertThat(isThere(one.group(1), one.group(2)))
                    .as(one.group())
                    .isTrue());
        }
    }

    @Test
    void every_test_stands_beside_each_flaw_that_it_is_named_after() {
        for (Class<?> tests : CLASSES) {
            for (Method test : tests.getDeclaredMethods()) {
                if (test.isSynthetic()) {
                    continue; // a lambda of a test
                }
                FLAW.matcher(test.getName())
                        .results()
                        .map(found -> found.group().replace('_', '-').toUpperCase(Locale.ROOT))
                        .forEach(flaw -> assertThat(rows)
                                .as("%s beside %s", test.getName(), flaw)
                                .anySatisfy(row -> assertThat(row)
                                        .containsIgnoringCase(flaw)
                                        .contains(tests.getSimpleName() + "." + test.getName() + "`")));
            }
        }
    }

    private static boolean isThere(String file, String name) {
        return name.equals("c")
                ? Files.exists(Path.of("src/main/c", file + ".c"))
                : CLASSES.stream()
                        .filter(tests -> tests.getSimpleName().equals(file))
                        .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                        .anyMatch(test -> test.getName().equals(name));
    }
}
