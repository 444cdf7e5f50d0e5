package shibafu.engine.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;

/// Asks before much is removed, as docker does, unless it is told not to.
final class Consent {
    @Option(
            names = {"-f", "--force"},
            description = "Do not ask.")
    private boolean force;

    /// Whether it may be done: a person says so. The end of standard input is a no.
    ///
    /// @param what is removed, to follow "This removes"
    boolean to(Verb verb, String what) {
        if (force) {
            return true;
        }
        verb.session().needsOwnEngine(); // as it waits for a person
        verb.output().errorText("This removes " + what + ".\nGo on? [y/N] ");
        Path input = verb.session().request().standardInput();
        try (BufferedReader lines = Files.newBufferedReader(input, StandardCharsets.ISO_8859_1)) {
            String answer = lines.readLine();
            return answer != null && answer.strip().matches("[yY]|[yY]es");
        } catch (IOException e) {
            throw new ShibafuException("read the answer from standard input: " + IoReason.of(e), e);
        }
    }
}
