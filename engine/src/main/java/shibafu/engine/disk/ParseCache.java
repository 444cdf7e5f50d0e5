package shibafu.engine.disk;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// What texts were parsed to, so that equal texts are not parsed again. It never answers with what is out of date:
/// whoever asks has just read the text. What was not asked for longest is forgotten first.
///
/// @param <T> immutable, as all who ask get the same
public final class ParseCache<T> {
    private final int limitBytes;
    private final Map<Text, T> parsed = new LinkedHashMap<>(16, 0.75f, true); // guarded by this
    private int heldBytes; // guarded by this

    /// @param limitBytes how much text is kept; what is parsed of it takes several times that
    public ParseCache(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// Makes something of a text.
    ///
    /// @param <T> what it makes
    /// @param <E> what it throws
    @FunctionalInterface
    public interface Parser<T, E extends Exception> {
        T parse(byte[] bytes) throws E;
    }

    /// What this text says. Nothing is remembered of one that could not be parsed.
    ///
    /// @param bytes not to be changed any more
    public <E extends Exception> T of(byte[] bytes, Parser<T, E> parser) throws E {
        Text text = new Text(bytes, Arrays.hashCode(bytes));
        synchronized (this) {
            T known = parsed.get(text);
            if (known != null) {
                return known;
            }
        }
        T made = parser.parse(bytes);
        keep(text, made);
        return made;
    }

    /// Says what a text will be parsed to: for who has just written it.
    public void know(byte[] bytes, T made) {
        keep(new Text(bytes, Arrays.hashCode(bytes)), made);
    }

    private synchronized void keep(Text text, T made) {
        if (parsed.put(text, made) == null) {
            heldBytes += text.bytes.length;
        }
        Iterator<Text> oldest = parsed.keySet().iterator();
        while (heldBytes > limitBytes && oldest.hasNext()) {
            heldBytes -= oldest.next().bytes.length;
            oldest.remove();
        }
    }

    /// A text as a key.
    private static final class Text {
        private final byte[] bytes;
        private final int hash;

        Text(byte[] bytes, int hash) {
            this.bytes = bytes;
            this.hash = hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && text.hash == hash && Arrays.equals(bytes, text.bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
