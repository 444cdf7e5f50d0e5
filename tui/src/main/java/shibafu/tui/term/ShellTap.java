package shibafu.tui.term;

import shibafu.pty.vt.ScreenSnapshot;
import shibafu.tui.draw.Size;

/// Listens to what shells print. Called by each shell's own thread, its events in their order.
public interface ShellTap {
    /// A shell is there, or was when this began to listen.
    ///
    /// @param now what it shows
    void opened(long number, String id, ScreenSnapshot now);

    /// @param bytes of which the first `count` were printed; they are the caller's again after the call
    void printed(long number, byte[] bytes, int count);

    void resized(long number, Size size);

    ShellTap NONE = new ShellTap() {
        @Override
        public void opened(long number, String id, ScreenSnapshot now) {}

        @Override
        public void printed(long number, byte[] bytes, int count) {}

        @Override
        public void resized(long number, Size size) {}
    };
}
