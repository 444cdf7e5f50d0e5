/// Graphs as files: values as CSV, pictures as SVG and PNG. Nothing here is loaded before it is asked for: the drawing
/// library and AWT take half a second.
@NullMarked
package shibafu.tui.export;

import org.jspecify.annotations.NullMarked;
