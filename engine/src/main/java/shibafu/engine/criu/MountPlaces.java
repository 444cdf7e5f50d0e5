package shibafu.engine.criu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// Where a root must have something to mount on: CRIU makes nothing there, and a root that was unpacked anew, on
/// another host perhaps, lacks what was made when the container was created.
public final class MountPlaces {
    private MountPlaces() {}

    /// Destinations in the root itself, not in what is mounted on it; those of directories end in a slash.
    ///
    /// @param bundle what relative sources start from
    /// @param isDirectory asked of what is bound
    public static List<String> of(Spec spec, Path bundle, Predicate<Path> isDirectory) {
        List<String> places = new ArrayList<>();
        List<Path> mounted = new ArrayList<>();
        for (MountSpec mount : spec.mounts()) {
            Path place = Path.of(ExternalMount.inside(mount.destination())).normalize();
            if (mounted.stream().noneMatch(place::startsWith)) {
                boolean directory = !ExternalMount.isBind(mount) || isDirectory.test(bundle.resolve(mount.source()));
                places.add(directory ? place + "/" : place.toString());
            }
            mounted.add(place);
        }
        return List.copyOf(places);
    }
}
