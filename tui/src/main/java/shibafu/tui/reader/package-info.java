/// Text to be read in the place of the shells, while list and graphs stay in sight: a container's log, its processes,
/// its configuration, and what has happened.
@NullMarked
package shibafu.tui.reader;

import org.jspecify.annotations.NullMarked;
