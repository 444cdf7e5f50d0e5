package shibafu.tui.theme;

/// A colour as a theme names it.
public sealed interface Color {
    /// The terminal's own foreground or background.
    record Default() implements Color {}

    /// One of the terminal's sixteen: 0 to 7 as in SGR 30 to 37, 8 to 15 their bright forms.
    record Ansi(int index) implements Color {}

    /// One of xterm's 256.
    record Indexed(int index) implements Color {}

    record Rgb(int red, int green, int blue) implements Color {
        /// Relative luminance by WCAG 2, from 0 (black) to 1 (white).
        public double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        /// Contrast by WCAG 2, from 1 to 21.
        public double contrast(Rgb other) {
            double one = luminance();
            double two = other.luminance();
            return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        }

        private static double linear(int channel) {
            double value = channel / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
    }

    Color DEFAULT = new Default();
}
