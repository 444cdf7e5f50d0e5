package shibafu.engine.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The mount options that the runtime itself understands, as `features` tells them; all others are the file system's.
public final class KnownMountOptions {
    /// In alphabetical order, the forms for whole trees (`rro`) among them.
    public static final List<String> NAMES = Arrays.stream(MountFlag.values())
            .filter(flag -> flag != MountFlag.COPYUP) // the engine's own word, for its volumes
            .flatMap(flag ->
                    flag.hasRecursiveForm() ? Stream.of(flag.option(), "r" + flag.option()) : Stream.of(flag.option()))
            .sorted()
            .toList();

    private KnownMountOptions() {}
}
