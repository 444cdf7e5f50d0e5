/// Recordings on disk: what a run was is written down while it goes on, and read again. All files of one share a
/// clock, the seconds since it began.
///
/// [Recorder] writes, [TapeReader] reads, [Player] plays what was read. Files are written by one thread of their own.
@NullMarked
package shibafu.tui.tape;

import org.jspecify.annotations.NullMarked;
