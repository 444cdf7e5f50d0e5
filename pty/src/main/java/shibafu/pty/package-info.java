/// A program on a pseudo terminal: bytes in, bytes out, a window size and an exit code. There is no container in
/// sight here and no drawing either.
///
/// Start reading at [PtySession]. It may depend on pty4j and on nothing of ours. Reads and writes block: callers
/// give each direction a (virtual) thread of its own.
@NullMarked
package shibafu.pty;

import org.jspecify.annotations.NullMarked;
