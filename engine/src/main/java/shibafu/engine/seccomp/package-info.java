/// System call filters: a profile of OCI's (`linux.seccomp`) becomes a program of classic BPF, which seccomp(2) takes.
///
/// Pure, and our own: no libseccomp. A profile is laid out as intervals of call numbers, an architecture after the
/// other, and found by binary search. Depends on `spec` alone. Start reading at [SeccompCompiler].
@NullMarked
package shibafu.engine.seccomp;

import org.jspecify.annotations.NullMarked;
