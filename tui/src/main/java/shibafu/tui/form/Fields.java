package shibafu.tui.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import shibafu.tui.keys.Key;

/// The text fields of a form, one of which has the focus.
///
/// @param <F> names them, in the order in which they are walked through
public record Fields<F extends Enum<F>>(Map<F, TextField> texts, F focused) {
    public Fields {
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
    }

    /// Empty fields, the first of them focused.
    public static <F extends Enum<F>> Fields<F> of(Class<F> names) {
        Map<F, TextField> texts = new EnumMap<>(names);
        for (F name : names.getEnumConstants()) {
            texts.put(name, TextField.EMPTY);
        }
        return new Fields<>(texts, names.getEnumConstants()[0]);
    }

    public TextField field(F name) {
        return texts.getOrDefault(name, TextField.EMPTY);
    }

    /// What stands in a field, without blanks around it.
    public String text(F name) {
        return field(name).text().strip();
    }

    public Fields<F> with(F name, String text) {
        return changed(name, old -> TextField.of(text));
    }

    public Fields<F> focus(F name) {
        return new Fields<>(texts, name);
    }

    /// The next field; after the last the first.
    public Fields<F> next() {
        return focus(neighbour(1));
    }

    public Fields<F> previous() {
        return focus(neighbour(-1));
    }

    /// A key typed into the focused field.
    public Fields<F> edited(Key key) {
        return changed(focused, field -> field.edited(key));
    }

    public Fields<F> pasted(String text) {
        return changed(focused, field -> field.pasted(text));
    }

    private Fields<F> changed(F name, UnaryOperator<TextField> change) {
        Map<F, TextField> more = new EnumMap<>(texts);
        more.put(name, change.apply(field(name)));
        return new Fields<>(more, focused);
    }

    private F neighbour(int step) {
        List<F> names = new ArrayList<>(texts.keySet());
        return names.get(Math.floorMod(names.indexOf(focused) + step, names.size()));
    }
}
