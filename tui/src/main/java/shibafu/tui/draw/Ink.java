package shibafu.tui.draw;

import shibafu.tui.theme.Role;

/// What a cell means: the role of its character, that of its background, and how high in the role's gradient.
///
/// @param height 0 to 100 hundredths, 0 for roles that are no gradient
/// @param style what a program in a shell wants of its own, as in [shibafu.pty.vt.Style]; 0 for nothing
public record Ink(Role role, Role ground, int height, long style) {
    public static final Ink PLAIN = of(Role.FG);

    public static Ink of(Role role) {
        return new Ink(role, Role.BG, 0, 0);
    }

    public static Ink of(Role role, double height) {
        return new Ink(role, Role.BG, (int) Math.round(Math.clamp(height, 0, 1) * 100), 0);
    }

    /// A cell of a shell: what it leaves open is as the theme has it.
    public static Ink of(long style) {
        return new Ink(Role.FG, Role.BG, 0, style);
    }

    public Ink on(Role newGround) {
        return new Ink(role, newGround, height, style);
    }
}
