package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;

/// Gives all that passes to one owner.
///
/// @param uid as the container counts
/// @param gid as the container counts
/// @param bits which of the mode's bits stay: setuid was meant for the owner that it had, as were capabilities
public record OwnedSink(Sink to, int uid, int gid, int bits) implements Sink {
    private static final int SETUID = 04000;

    @Override
    public void put(Entry entry, InputStream content) throws IOException {
        Entry owned = entry.owned(uid, gid, entry.mode() & bits);
        to.put((bits & SETUID) == 0 ? owned.withoutCapabilities() : owned, content);
    }

    @Override
    public void finish() throws IOException {
        to.finish();
    }
}
