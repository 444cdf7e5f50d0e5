/// The terminal itself: its modes, its size, its keys, and how a canvas gets onto it. Lanterna encodes what goes out;
/// what comes in is read and decoded here, because a shell that has the keys needs the raw bytes.
///
/// [shibafu.tui.term.Tty] owns the modes and gives them back whatever happens; [shibafu.tui.term.Keyboard] is the one
/// reader of standard input.
@NullMarked
package shibafu.tui.term;

import org.jspecify.annotations.NullMarked;
