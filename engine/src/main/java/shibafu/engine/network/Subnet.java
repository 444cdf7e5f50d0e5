package shibafu.engine.network;

import java.util.Locale;
import java.util.OptionalLong;

/// A range of IPv4 addresses, such as `10.89.0.0/16`.
///
/// @param first its lowest address, as a number
/// @param bits of the prefix, 0 to 32
public record Subnet(long first, int bits) {
    private static final long ALL = 0xffff_ffffL;

    /// @throws NetworkException if it is none, or has bits set beside the prefix
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        OptionalLong address = slash < 0 ? OptionalLong.empty() : address(text.substring(0, slash));
        String prefix = text.substring(slash + 1);
        if (address.isEmpty() || !prefix.matches("[0-9]|[12][0-9]|3[0-2]")) {
            throw new NetworkException("subnet '" + text + "' is not an IPv4 range such as 10.89.0.0/16");
        }
        Subnet subnet = new Subnet(address.getAsLong() & mask(Integer.parseInt(prefix)), Integer.parseInt(prefix));
        if (subnet.first != address.getAsLong()) {
            throw new NetworkException("subnet '" + text + "' has bits set beside its prefix; did you mean " + subnet);
        }
        return subnet;
    }

    /// An address as a number; empty if it is none.
    static OptionalLong address(String text) {
        String[] parts = text.split("\\.", -1);
        long address = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return OptionalLong.empty();
            }
            address = (address << 8) | Integer.parseInt(part);
        }
        return parts.length == 4 ? OptionalLong.of(address) : OptionalLong.empty();
    }

    static String text(long address) {
        return String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                (address >> 24) & 255,
                (address >> 16) & 255,
                (address >> 8) & 255,
                address & 255);
    }

    public boolean overlaps(Subnet other) {
        long mask = mask(Math.min(bits, other.bits));
        return (first & mask) == (other.first & mask);
    }

    public boolean contains(String address) {
        OptionalLong number = address(address);
        return number.isPresent() && (number.getAsLong() & mask(bits)) == first;
    }

    boolean contains(Subnet inner) {
        return inner.bits >= bits && overlaps(inner);
    }

    /// The address that a gateway usually has: the first that is free for hosts.
    public String gateway() {
        return text(first + 1);
    }

    String last() {
        return text(first | (ALL & ~mask(bits)));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : (ALL << (32 - bits)) & ALL;
    }

    @Override
    public String toString() {
        return text(first) + "/" + bits;
    }
}
