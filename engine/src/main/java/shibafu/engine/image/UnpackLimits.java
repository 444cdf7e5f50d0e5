package shibafu.engine.image;

/// How much an archive may unpack to: a few kilobytes can claim to be terabytes.
///
/// @param bytes in all its files, and in the archive itself once decompressed
/// @param entries files, directories and links
public record UnpackLimits(long bytes, long entries) {
    /// 16 GiB in two million entries.
    public static final UnpackLimits DEFAULT = new UnpackLimits(16L << 30, 2_000_000);
}
