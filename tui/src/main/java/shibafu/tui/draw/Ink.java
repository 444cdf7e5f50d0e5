package shibafu.tui.draw;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shibafu.tui.theme.Role;

/// What a cell means: the role of its character, that of its background, and how high in the role's gradient.
///
/// @param height 0 to 100 hundredths, 0 for roles that are no gradient
/// @param style what a program in a shell wants of its own, as in [shibafu.pty.vt.Style]; 0 for nothing
public record Ink(Role role, Role ground, int height, long style) {
    /// Thousands of cells have one of a few: each is made once.
    private static final Map<Role, Ink> OF = Stream.of(Role.values())
            .collect(Collectors.toMap(
                    role -> role,
                    role -> new Ink(role, Role.BG, 0, 0),
                    (one, other) -> one,
                    () -> new EnumMap<>(Role.class)));

    public static final Ink PLAIN = of(Role.FG);

    public static Ink of(Role role) {
        return Objects.requireNonNull(OF.get(role));
    }

    public static Ink of(Role role, double height) {
        int hundredths = (int) Math.round(Math.clamp(height, 0, 1) * 100);
        return hundredths == 0 ? of(role) : new Ink(role, Role.BG, hundredths, 0);
    }

    /// A cell of a shell: what it leaves open is as the theme has it.
    public static Ink of(long style) {
        return new Ink(Role.FG, Role.BG, 0, style);
    }

    public Ink on(Role newGround) {
        return new Ink(role, newGround, height, style);
    }
}
