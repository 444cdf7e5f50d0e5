package shibafu.tui.theme;

/// The upper 240 of xterm's 256 colours: a cube of six steps a channel and a ramp of 24 greys. (The lower sixteen are
/// the user's to define, so nothing can be near to them.)
final class Xterm256 {
    private static final int[] SIXTEEN = {
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff
    };
    private static final int[] STEPS = {0, 95, 135, 175, 215, 255};

    private Xterm256() {}

    /// The nearest of cube and ramp, by distance in RGB.
    static Color.Indexed nearest(Color.Rgb color) {
        int red = step(color.red());
        int green = step(color.green());
        int blue = step(color.blue());
        int cube = distance(color, STEPS[red], STEPS[green], STEPS[blue]);
        int mean = (color.red() + color.green() + color.blue()) / 3;
        int ramp = Math.clamp(Math.round((mean - 8) / 10f), 0, 23);
        int grey = 8 + 10 * ramp;
        return distance(color, grey, grey, grey) < cube
                ? new Color.Indexed(232 + ramp)
                : new Color.Indexed(16 + 36 * red + 6 * green + blue);
    }

    static Color.Rgb rgb(Color.Indexed color) {
        int index = color.index();
        if (index >= 232) {
            int grey = 8 + 10 * (index - 232);
            return new Color.Rgb(grey, grey, grey);
        }
        int cube = Math.max(0, index - 16);
        return new Color.Rgb(STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6]);
    }

    /// By hue and brightness of what xterm shows for them.
    static Color.Ansi nearestOfSixteen(Color.Rgb color) {
        int best = 0;
        for (int i = 1; i < SIXTEEN.length; i++) {
            if (distance(color, SIXTEEN[i]) < distance(color, SIXTEEN[best])) {
                best = i;
            }
        }
        return new Color.Ansi(best);
    }

    private static int distance(Color.Rgb color, int other) {
        return distance(color, other >> 16, other >> 8 & 0xff, other & 0xff);
    }

    private static int step(int channel) {
        int best = 0;
        for (int i = 1; i < STEPS.length; i++) {
            if (Math.abs(STEPS[i] - channel) < Math.abs(STEPS[best] - channel)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(Color.Rgb color, int red, int green, int blue) {
        int r = color.red() - red;
        int g = color.green() - green;
        int b = color.blue() - blue;
        return r * r + g * g + b * b;
    }
}
