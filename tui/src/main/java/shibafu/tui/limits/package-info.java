/// The editor of a running container's limits: a strip under the graphs, in which the wanted limit is already drawn.
@NullMarked
package shibafu.tui.limits;

import org.jspecify.annotations.NullMarked;
