package shibafu.engine.state;

import java.util.List;
import java.util.stream.Stream;

/// Work on many containers, by all of the host's cores once it is worth to wake them.
public final class SeveralAtOnce {
    private static final int MANY = 64;

    private SeveralAtOnce() {}

    /// The same elements, in their order; what is done with each must not depend on the others.
    public static <T> Stream<T> of(List<T> elements) {
        return elements.size() < MANY ? elements.stream() : elements.parallelStream();
    }
}
