package shibafu.engine.launch;

import java.lang.ProcessBuilder.Redirect;

/// The standard streams of a stub that is spawned from a running program, which its containers inherit.
public record Streams(Redirect in, Redirect out, Redirect err) {
    /// Those of this program.
    public static final Streams INHERIT = new Streams(Redirect.INHERIT, Redirect.INHERIT, Redirect.INHERIT);

    /// Nothing to read, and all output dropped.
    public static final Streams NONE =
            new Streams(Redirect.from(new java.io.File("/dev/null")), Redirect.DISCARD, Redirect.DISCARD);

    /// Pipes to this program.
    public static final Streams PIPES = new Streams(Redirect.PIPE, Redirect.PIPE, Redirect.PIPE);
}
