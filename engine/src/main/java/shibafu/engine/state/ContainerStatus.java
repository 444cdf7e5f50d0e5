package shibafu.engine.state;

/// What a container is doing; derived from the kernel each time it is asked for, never stored.
public enum ContainerStatus {
    CREATING("creating"),
    CREATED("created"),
    RUNNING("running"),
    PAUSED("paused"),
    /// It has ended, and its supervisor will run it again, unless somebody wants otherwise.
    RESTARTING("restarting"),
    STOPPED("stopped");

    private final String word;

    ContainerStatus(String word) {
        this.word = word;
    }

    /// The word of the OCI specification, or `paused`.
    public String word() {
        return word;
    }

    public boolean canStart() {
        return this == CREATED;
    }

    public boolean canSignal() {
        return this == CREATED || this == RUNNING || this == PAUSED;
    }

    public boolean canExec() {
        return this == CREATED || this == RUNNING;
    }

    public boolean canPause() {
        return this == CREATED || this == RUNNING;
    }

    public boolean canResume() {
        return this == PAUSED;
    }

    /// Whether it has no process any more.
    public boolean hasEnded() {
        return this == STOPPED || this == RESTARTING;
    }

    /// Whether it can be removed without force.
    public boolean canDelete() {
        return this == CREATED || this == STOPPED;
    }
}
