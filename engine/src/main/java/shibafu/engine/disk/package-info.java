/// Directories and files that must survive crashes, races and hostile content: what the stores of `state` and `image`
/// share.
///
/// Nothing here knows what a container or an image is, and nothing here follows a symbolic link it did not make.
@NullMarked
package shibafu.engine.disk;

import org.jspecify.annotations.NullMarked;
