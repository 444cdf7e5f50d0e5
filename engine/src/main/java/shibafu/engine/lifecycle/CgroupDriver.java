package shibafu.engine.lifecycle;

/// Who makes a container's cgroup.
public enum CgroupDriver {
    /// The engine itself, by files.
    CGROUPFS,
    /// systemd, as a transient scope (systemd.scope(5)); on cgroup v2 alone.
    SYSTEMD
}
