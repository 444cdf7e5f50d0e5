/// The command lines: `shibafu` for people (picocli) and `shibafu-runtime` for programs (a small table of its own).
///
/// A front, the stub that a caller started, boots this JVM and waits on its standard input; [shibafu.engine.cli.Main]
/// answers with what to print, which plans to carry out, and the exit code. One file a verb. The only place that ends
/// the JVM. Start reading at `Main`, then `Shibafu`, then the verb.
@NullMarked
package shibafu.engine.cli;

import org.jspecify.annotations.NullMarked;
