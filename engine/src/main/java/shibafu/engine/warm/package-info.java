/// The warm engine: a JVM that stays, and answers fronts at a socket, so that they need not boot one.
///
/// A front is told to ask elsewhere ([shibafu.engine.launch.FrontSession#decline]) by an engine that could not answer
/// as one that the front boots: that stands in other namespaces, has too much to do, or is asked for what takes its own
/// time. A front whose engine is lost boots one, too.
@NullMarked
package shibafu.engine.warm;

import org.jspecify.annotations.NullMarked;
