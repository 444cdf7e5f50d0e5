/// What the user wrote down for us: files in `~/.config/shibafu`, read as data only. Nothing is written there, and as
/// we run as root, nothing is read that neither the user nor root owns.
@NullMarked
package shibafu.tui.settings;

import org.jspecify.annotations.NullMarked;
