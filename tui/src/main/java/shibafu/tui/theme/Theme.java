package shibafu.tui.theme;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What every role wears.
///
/// @param name that of its file, without `.theme`
/// @param paints a role that is missing wears its sixteen-colour default
/// @param sixteen hand-picked values for terminals of sixteen colours
public record Theme(String name, Map<Role, Paint> paints, Map<Role, Paint> sixteen) {
    public Theme {
        paints = Map.copyOf(paints);
        sixteen = Map.copyOf(sixteen);
    }

    /// The theme that needs no file: the terminal's own sixteen colours.
    public static Theme builtIn() {
        Map<Role, Paint> paints = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            paints.put(role, role.sixteen());
        }
        return new Theme("terminal", paints, Map.of());
    }

    /// What the theme itself says of a role, before any mapping.
    public Optional<Paint> said(Role role) {
        return Optional.ofNullable(paints.get(role));
    }

    /// What a role wears on a terminal of that depth; only colours that it knows are in it.
    public Paint paint(Role role, ColorDepth depth) {
        return switch (depth) {
            case NONE -> role.mono();
            case SIXTEEN -> sixteen(role);
            case INDEXED, TRUE -> said(role).orElseGet(role::sixteen);
        };
    }

    private Paint sixteen(Role role) {
        return Optional.ofNullable(sixteen.get(role))
                .or(() -> said(role).filter(Theme::isOfSixteen))
                .orElseGet(role::sixteen);
    }

    private static boolean isOfSixteen(Paint paint) {
        return paint.stops().stream().noneMatch(c -> c instanceof Color.Rgb || c instanceof Color.Indexed);
    }

    /// What xterm's palette shows for one of the upper 240 of its 256.
    public static Color.Rgb rgb(Color.Indexed color) {
        return Xterm256.rgb(color);
    }

    /// The one of sixteen that looks most like it, if they look as xterm's do.
    public static Color.Ansi nearestOfSixteen(Color.Rgb color) {
        return Xterm256.nearestOfSixteen(color);
    }

    /// Brings one colour down to a depth; gradients are blended before, so that 256 colours still show their steps.
    public static Color fit(Color color, ColorDepth depth) {
        return depth == ColorDepth.INDEXED && color instanceof Color.Rgb rgb ? Xterm256.nearest(rgb) : color;
    }
}
