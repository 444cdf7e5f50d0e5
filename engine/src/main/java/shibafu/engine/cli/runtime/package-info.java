/// The command line of `shibafu-runtime`, for programs: runc's, word for word where a caller looks for a word.
/// [RuntimeMain] takes a call apart, [Verbs] finds the verb, one file a verb answers. Standard output carries
/// the answer and nothing else.
///
/// A program waits for every call, so nothing here wakes picocli or Jackson's databind.
@NullMarked
package shibafu.engine.cli.runtime;

import org.jspecify.annotations.NullMarked;
