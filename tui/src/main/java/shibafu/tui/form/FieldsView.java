package shibafu.tui.form;

import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.theme.Role;

/// Draws one field.
public final class FieldsView {
    private FieldsView() {}

    /// Draws `label [text    ]` from `x` on; the focused one shows its cursor.
    ///
    /// @param width columns between the brackets
    public static void draw(Canvas canvas, int x, int y, String label, TextField field, boolean focused, int width) {
        draw(canvas, x, y, label, field, focused, width, "", Ink.PLAIN);
    }

    /// The same, where an empty field shows what it would leave as it is.
    ///
    /// @param ink of what was typed
    public static void draw(
            Canvas canvas,
            int x,
            int y,
            String label,
            TextField field,
            boolean focused,
            int width,
            String placeholder,
            Ink ink) {
        int at = canvas.text(x, y, label, Ink.of(focused ? Role.TITLE : Role.DIM));
        Ink bracket = Ink.of(focused ? Role.BORDER_FOCUS : Role.BORDER);
        canvas.put(at, y, '[', bracket);
        String before = lastColumns(field.before(), width - 1);
        int cursor = canvas.text(at + 1, y, before, ink);
        boolean empty = field.text().isEmpty();
        String rest = empty ? placeholder : field.after();
        String after = Cells.cut(rest, at + 1 + width - cursor, canvas.symbols());
        canvas.text(cursor, y, after, empty ? Ink.of(Role.DIM) : ink);
        if (focused) {
            int under = after.isEmpty() ? ' ' : Math.max(' ', Cells.printable(after.codePointAt(0)));
            canvas.put(cursor, y, under, Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG));
        }
        canvas.put(at + 1 + width, y, ']', bracket);
    }

    /// The end of a text that is longer than its field: the cursor stays in sight.
    private static String lastColumns(String text, int columns) {
        String rest = text;
        while (Cells.width(rest) > columns) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
        }
        return rest;
    }
}
