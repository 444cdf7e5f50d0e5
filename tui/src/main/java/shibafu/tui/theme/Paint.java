package shibafu.tui.theme;

import java.util.List;
import java.util.Set;

/// What a role wears: a colour, or up to three as the stops of a gradient from low to high, and attributes.
public record Paint(List<Color> stops, Set<Attribute> attributes) {
    /// Nothing set: the terminal's own look.
    public static final Paint PLAIN = new Paint(List.of(Color.DEFAULT), Set.of());

    public Paint {
        stops = List.copyOf(stops);
        attributes = Set.copyOf(attributes);
        if (stops.isEmpty() || stops.size() > 3) {
            throw new IllegalArgumentException("a paint has one to three colours, not " + stops.size());
        }
    }

    /// The colour at `fraction` of the gradient's height, 0 to 1. Only RGB stops blend into each other; of others
    /// the one whose third it is, is taken.
    public Color at(double fraction) {
        double place = Math.clamp(fraction, 0, 1) * (stops.size() - 1);
        int low = (int) place;
        int high = Math.min(low + 1, stops.size() - 1);
        if (stops.get(low) instanceof Color.Rgb from && stops.get(high) instanceof Color.Rgb to) {
            double part = place - low;
            return new Color.Rgb(
                    blend(from.red(), to.red(), part),
                    blend(from.green(), to.green(), part),
                    blend(from.blue(), to.blue(), part));
        }
        int third = (int) Math.min(stops.size() - 1, Math.clamp(fraction, 0, 1) * stops.size());
        return stops.get(third);
    }

    private static int blend(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }
}
