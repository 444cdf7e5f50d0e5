/// The pane for shells. In it stands how to open one and how the last one ended; an open one has the whole terminal.
@NullMarked
package shibafu.tui.shell;

import org.jspecify.annotations.NullMarked;
