package shibafu.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/// A character of one column. The canvas has decided that, so that Lanterna need not look it up in Unicode's tables,
/// which it would do for every cell of every frame.
final class NarrowCharacter extends TextCharacter {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("deprecation") // the other makers have no place for a class of ours
    NarrowCharacter(char character, TextColor foreground, TextColor background, EnumSet<SGR> modifiers) {
        super(character, foreground, background, modifiers);
    }

    @Override
    public boolean isDoubleWidth() {
        return false;
    }
}
