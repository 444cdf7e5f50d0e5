/// Keys as values. A screen's keys are one [shibafu.tui.keys.KeyTable]: what a key does, what the footer says of it
/// and what the help says of it stand in the same line, so none of them can lie about another.
@NullMarked
package shibafu.tui.keys;

import org.jspecify.annotations.NullMarked;
