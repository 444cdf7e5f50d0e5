/// What happens ([shibafu.tui.flow.Msg]) and what is to be done ([shibafu.tui.flow.Effect]): both plain data, so that
/// an update is a pure function and a test compares effects with `isEqualTo`.
@NullMarked
package shibafu.tui.flow;

import org.jspecify.annotations.NullMarked;
