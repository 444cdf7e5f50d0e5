/// A sweep: one limit of a running container goes through a range, each value is held for a while, and a table at the
/// end tells what the container made of it. A state machine in the model, driven by samples; nothing here waits.
@NullMarked
package shibafu.tui.sweep;

import org.jspecify.annotations.NullMarked;
