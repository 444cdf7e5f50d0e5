package shibafu.tui.palette;

import java.util.Optional;
import shibafu.tui.form.TextField;

/// The palette while it is open.
///
/// @param text what was typed, without the colon
/// @param chosen place of the marked line in the list
/// @param problem what was wrong with what was last entered
public record PaletteModel(TextField text, int chosen, Optional<String> problem) {
    public static final PaletteModel EMPTY = new PaletteModel(TextField.EMPTY, 0, Optional.empty());

    /// With another text: the likeliest is marked.
    public PaletteModel with(TextField edited) {
        return edited.equals(text) ? this : new PaletteModel(edited, 0, Optional.empty());
    }

    public PaletteModel wrong(String why) {
        return new PaletteModel(text, chosen, Optional.of(why));
    }

    /// Marks the line so many further down, as far as there are lines.
    public PaletteModel moved(int down, int lines) {
        return new PaletteModel(text, Math.clamp((long) chosen + down, 0, Math.max(0, lines - 1)), problem);
    }

    /// The name of a command, as soon as a blank follows it; empty before.
    public Optional<String> command() {
        String line = text.text().stripLeading();
        int blank = line.indexOf(' ');
        return blank < 0 ? Optional.empty() : Optional.of(line.substring(0, blank));
    }

    /// What was typed after a command's name.
    public String argument() {
        String line = text.text().stripLeading();
        return line.substring(line.indexOf(' ') + 1).strip();
    }
}
