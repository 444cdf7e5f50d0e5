/// OCI config.json as immutable records.
///
/// [SpecReader] makes them of a file and tells everything that is wrong with it at once, each with its JSON pointer:
/// the readers know the shape, [SpecChecks] the rules (one small method each, in a flat list). A [Spec] that exists is
/// valid; nobody after this package looks at JSON again.
/// [SpecWriter] writes one back, [DefaultSpec] is what an image's container has, and `with...` makes a changed copy.
///
/// On Jackson's streaming core alone, as a cold start waits for it. Depends on nothing else of ours.
@NullMarked
package shibafu.engine.spec;

import org.jspecify.annotations.NullMarked;
