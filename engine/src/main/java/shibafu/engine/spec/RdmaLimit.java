package shibafu.engine.spec;

import java.util.OptionalLong;

/// Most handles and objects of one RDMA device; absent is no limit.
public record RdmaLimit(OptionalLong hcaHandles, OptionalLong hcaObjects) {}
