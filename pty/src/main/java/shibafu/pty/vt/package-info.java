/// A terminal as xterm is one: bytes in, a picture and answers out. What it understands is in ECMA-48, in DEC's manuals
/// of the VT220 to VT510, and in xterm's "ctlseqs".
///
/// Start reading at [VtTerminal][shibafu.pty.vt.VtTerminal]. The grammar is in `VtParser`, what the words mean in a
/// file for each family (`Cursor`, `Erasing`, `SideScroll`, `Rectangles`, `Sgr`, `Modes` and `PrivateModes`, `Osc`),
/// the answers in `Questions` and `Reports`, what is on the screen in `Grid` and `Line`, another size in `Resize` and
/// `Reflow`. What comes out is a [ScreenSnapshot][shibafu.pty.vt.ScreenSnapshot] to be drawn, a
/// [Transcript][shibafu.pty.vt.Transcript] to search and copy from, and what keys and mouse send:
/// [TypedKeys][shibafu.pty.vt.TypedKeys], [MouseReport][shibafu.pty.vt.MouseReport].
///
/// What comes in may be hostile: nothing throws, hangs or grows without bound, whatever the bytes. Depends on the JDK
/// alone.
@NullMarked
package shibafu.pty.vt;

import org.jspecify.annotations.NullMarked;
