package shibafu.tui;

import java.time.Duration;

/// A test polls when it wants to.
final class IdleWatch implements Watch {
    @Override
    public void listNow() {}

    @Override
    public void sampleEvery(Duration time) {}
}
