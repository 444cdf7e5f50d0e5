package shibafu.engine.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import shibafu.engine.disk.ParseCache;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecChecks;
import shibafu.engine.spec.SpecException;
import shibafu.engine.spec.SpecProblem;
import shibafu.engine.spec.SpecReader;
import shibafu.engine.spec.SpecWriter;

/// Configurations: what was read, checked or written of one is kept for the next container that has the same.
final class Specs {
    private static final int KEPT_BYTES = 1 << 18;

    private final ParseCache<Spec> bundles = new ParseCache<>(KEPT_BYTES);
    private final ParseCache<Spec> stored = new ParseCache<>(KEPT_BYTES);
    private final AtomicReference<Optional<Written>> last = new AtomicReference<>(Optional.empty());

    /// A bundle's config.json.
    ///
    /// @throws SpecException with every problem of the file
    Spec read(Path file) {
        return bundles.of(SpecReader.bytes(file), json -> SpecReader.read(file.toString(), json));
    }

    /// What a container was made from.
    ///
    /// @throws SpecException if there is none, or it cannot be read
    Spec readStored(Path file) {
        return stored.of(SpecReader.bytes(file), json -> SpecReader.readStored(file.toString(), json));
    }

    /// A container's configuration as it is stored.
    ///
    /// @throws SpecException with every problem of it
    @SuppressWarnings("ReferenceEquality") // equality would cost as much as a check
    byte[] write(ContainerConfig config) {
        Spec spec = config.spec();
        Optional<Written> known = last.get().filter(written -> written.spec == spec);
        List<SpecProblem> problems = new ArrayList<>(known.isPresent() ? List.of() : SpecChecks.check(spec));
        RootfsPath.problem(config).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new SpecException("container " + config.id(), problems);
        }
        Written written = known.orElseGet(() -> new Written(spec, SpecWriter.write(spec)));
        last.set(Optional.of(written));
        return written.json;
    }

    /// @param json not to be changed any more
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(Spec spec, byte[] json) {}
}
