package shibafu.tui;

import java.time.Duration;

/// What keeps an eye on the containers, as the effects see it; a test has one of its own.
interface Watch {
    /// Lists at once: something has changed.
    void listNow();

    /// Time between samples from now on.
    void sampleEvery(Duration time);
}
