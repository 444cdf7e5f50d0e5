package shibafu.engine.launch;

/// The standard streams of a stub that is spawned from a running program, which its containers inherit.
public enum Streams {
    /// Those of this program.
    INHERIT,

    /// Nothing to read, and all output dropped.
    NONE,

    /// Pipes to this program.
    PIPES
}
