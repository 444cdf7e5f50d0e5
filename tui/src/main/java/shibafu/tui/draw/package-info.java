/// A canvas of cells and what is drawn on it: text, frames, graphs. A cell holds a character and the role it
/// plays; what colour that is, the painter of `term` decides later. So a view is a pure function onto a canvas,
/// and a test reads characters and roles off it.
///
/// Never measure text with `String.length()`: [shibafu.tui.draw.Cells] knows how many columns a character takes.
@NullMarked
package shibafu.tui.draw;

import org.jspecify.annotations.NullMarked;
