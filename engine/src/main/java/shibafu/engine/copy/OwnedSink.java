package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;

/// Gives all that passes to one owner.
///
/// @param uid as the container counts
/// @param gid as the container counts
/// @param bits which of the mode's bits stay: setuid was meant for the owner that it had
public record OwnedSink(Sink to, int uid, int gid, int bits) implements Sink {
    @Override
    public void put(Entry entry, InputStream content) throws IOException {
        to.put(entry.owned(uid, gid, entry.mode() & bits), content);
    }

    @Override
    public void finish() throws IOException {
        to.finish();
    }
}
