/// Fields that text is typed into, and the amounts that are typed into them.
@NullMarked
package shibafu.tui.form;

import org.jspecify.annotations.NullMarked;
