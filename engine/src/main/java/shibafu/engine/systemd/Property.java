package shibafu.engine.systemd;

/// A property of a unit.
///
/// @param value a String, Boolean, an array of int or byte, or a Variant; a Long stands for a number of 64 bits without
///     a sign
record Property(String name, Object value) {
    /// systemd's word for no limit: the largest number of 64 bits.
    static final long INFINITY = -1;

    static Property number(String name, long value) {
        return new Property(name, value);
    }
}
