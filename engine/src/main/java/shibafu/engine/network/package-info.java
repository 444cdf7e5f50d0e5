/// Networks between containers, made by CNI plugins: which networks there are (a conflist each), how a plugin is called
/// (CNI specification 1.0.0), and what each container was given, so that it can be given back.
///
/// Knows nothing of container records: [lifecycle][shibafu.engine.lifecycle] says when.
@NullMarked
package shibafu.engine.network;

import org.jspecify.annotations.NullMarked;
