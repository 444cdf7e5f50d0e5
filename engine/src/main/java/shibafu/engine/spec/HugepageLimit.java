package shibafu.engine.spec;

/// Most memory in huge pages of one size.
///
/// @param pageSize as the kernel writes it: `2MB`, `1GB`, `64KB`
/// @param limitBytes -1 for no limit
public record HugepageLimit(String pageSize, long limitBytes) {}
