/// Images and root file systems: from an archive or a directory to a tree that a container can be started on.
///
/// [ImageStore] keeps images by name and finds them again by name or path; [RootfsStore] gives each container a
/// writable root on top of one. `LayoutReader` finds an image in an OCI layout or an archive of `docker save`.
/// Archives are hostile: `ArchiveUnpacker` is the only class that writes what they say.
@NullMarked
package shibafu.engine.image;

import org.jspecify.annotations.NullMarked;
