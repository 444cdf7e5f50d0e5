package shibafu.tui;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The screen over an engine that has no containers but scripted ones, to look at it by hand:
/// `mvn -q -pl tui -am test-compile`, then run this class with the options of `shibafu-tui`.
final class FakeMain {
    private FakeMain() {}

    public static void main(String[] arguments) {
        FakeEngine engine = new FakeEngine(Duration.ofMillis(500), Optional.of(Instant::now)).shell("/bin/sh");
        System.exit(new Main(System.getenv(), System.out, System.err, () -> engine).run(arguments));
    }
}
