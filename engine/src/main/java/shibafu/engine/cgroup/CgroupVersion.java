package shibafu.engine.cgroup;

/// Which of the kernel's two interfaces a controller has.
public enum CgroupVersion {
    /// A tree for each controller.
    V1,
    /// One tree for all.
    V2
}
