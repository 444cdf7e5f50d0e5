package shibafu.engine.cgroup;

import java.nio.file.Path;

/// One value for one cgroup file, to be written with a single write(2).
///
/// @param optional a file that does not exist is passed over
public record CgroupWrite(Path file, String value, boolean optional) {

    /// A value whose file must exist.
    public static CgroupWrite of(Path file, String value) {
        return new CgroupWrite(file, value, false);
    }

    /// A value for a file that not every kernel has.
    public static CgroupWrite ifPresent(Path file, String value) {
        return new CgroupWrite(file, value, true);
    }
}
