/// A terminal as xterm is one: bytes in, a picture and answers out. What it understands is in ECMA-48, in DEC's manuals
/// of the VT220 to VT510, and in xterm's "ctlseqs".
///
/// Start reading at [VtTerminal][shibafu.pty.vt.VtTerminal]. The grammar is in `VtParser`, what the words mean in a
/// file for each family (`Cursor`, `Erasing`, `Sgr`, `Modes`, `Reports`, `Osc`), what is on the screen in `Grid`. What
/// comes in may be hostile: nothing throws, hangs or grows without bound, whatever the bytes. Depends on the JDK alone.
@NullMarked
package shibafu.pty.vt;

import org.jspecify.annotations.NullMarked;
