package shibafu.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's program is compiled and run as it stands there.
@RequiresRoot
final class ReadmeProgramDistributionTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?public class Hello.*?)```", Pattern.DOTALL);

    @Test
    void runs_a_container_in_twenty_lines(@TempDir Path directory) throws IOException {
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("../README.md")));
        assertThat(program.find()).as("README.md has the program").isTrue();
        assertThat(program.group(1).lines().filter(line -> !line.isBlank()).count())
                .as("lines of the program")
                .isLessThanOrEqualTo(20);
        Path source = Files.writeString(directory.resolve("Hello.java"), program.group(1));
        Product.Result result = Product.call(
                Path.of(System.getProperty("java.home"), "bin/java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Dshibafu.home=" + Product.DISTRIBUTION,
                "-cp",
                Product.DISTRIBUTION.resolve("lib") + "/*",
                source);
        assertThat(result.output()).contains("hello from inside");
        assertThat(result.output()).contains("exit code 0");
        assertThat(Product.shibafu("list", "-q").output()).doesNotContain("readme-hello");
    }
}
