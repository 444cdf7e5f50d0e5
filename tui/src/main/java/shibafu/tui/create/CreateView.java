package shibafu.tui.create;

import java.util.Optional;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.form.FieldsView;
import shibafu.tui.theme.Role;

/// Draws the form in the middle of the screen.
public final class CreateView {
    private static final int WIDTH = 76;
    private static final int LABEL = 10;

    private static final int ANSWER = 2;

    /// Borders, a row a field, and the engine's answer.
    private static final int HEIGHT = CreateField.values().length + ANSWER + 2;

    private CreateView() {}

    public static void draw(Canvas screen, CreateForm form) {
        Rect box = screen.bounds().centred(WIDTH, HEIGHT);
        screen.fill(box, Ink.PLAIN);
        Canvas canvas = screen.in(box);
        canvas.frame(" new container ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        int fieldWidth = Math.max(16, (canvas.width() - LABEL - 6) * 2 / 5);
        int y = 0;
        for (CreateField field : CreateField.values()) {
            y++;
            boolean focused = form.fields().focused() == field;
            String label = Cells.padRight(field.label(), LABEL);
            FieldsView.draw(canvas, 2, y, label, form.fields().field(field), focused, fieldWidth);
            beside(canvas, LABEL + fieldWidth + 5, y, form, field, focused);
        }
        Rect below = new Rect(2, y + 1, canvas.width() - 4, ANSWER);
        if (form.pending()) {
            canvas.paragraph(below, "creating", Ink.of(Role.DIM));
        }
        // Beside its field a long problem is cut; here it has a whole line.
        form.refusal()
                .or(() -> Optional.ofNullable(form.problems().get(form.fields().focused())))
                .ifPresent(why -> canvas.paragraph(below, why, Ink.of(Role.ERROR)));
    }

    /// What is wrong with a field, else what it takes.
    private static void beside(Canvas canvas, int x, int y, CreateForm form, CreateField field, boolean focused) {
        Optional<String> problem = Optional.ofNullable(form.problems().get(field));
        int room = canvas.width() - x - 1;
        if (problem.isPresent()) {
            canvas.text(x, y, Cells.cut(problem.get(), room, canvas.symbols()), Ink.of(Role.ERROR));
        } else {
            String hint = field == CreateField.IMAGE ? imageHint(form) : field.hint();
            canvas.text(x, y, Cells.cut(hint, room, canvas.symbols()), Ink.of(focused ? Role.FG : Role.DIM));
        }
    }

    private static String imageHint(CreateForm form) {
        int at = form.images().indexOf(form.fields().text(CreateField.IMAGE));
        return at < 0 || form.images().size() < 2
                ? CreateField.IMAGE.hint()
                : at + 1 + " of " + form.images().size() + ", ←→ chooses";
    }
}
