package shibafu.tui.dialog;

import java.util.Optional;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Size;
import shibafu.tui.theme.Role;

/// Draws a question in the middle.
public final class QuestionView {
    private QuestionView() {}

    public static void draw(Canvas screen, Question question) {
        Rect box = box(screen.bounds(), question);
        screen.fill(box, Ink.PLAIN);
        Canvas canvas = screen.in(box);
        canvas.frame("", Ink.of(Role.WARN), Ink.of(Role.TITLE));
        canvas.text(2, 1, Cells.cut(question.text(), canvas.width() - 4, canvas.symbols()), Ink.PLAIN);
        int x = answer(canvas, canvas.width() / 2 - 9, " yes ", question.onYes());
        answer(canvas, x + 4, " No ", !question.onYes());
    }

    private static Rect box(Rect screen, Question question) {
        int width = Math.clamp(Cells.width(question.text()) + 4, 30, Math.max(30, screen.width() - 4));
        return screen.centred(width, 5);
    }

    /// Which answer stands at a place: true for yes.
    public static Optional<Boolean> answerAt(Size screen, Question question, int column, int row) {
        Rect box = box(new Rect(0, 0, screen.columns(), screen.rows()), question);
        int x = column - box.x() - box.width() / 2 + 9;
        if (row != box.y() + 3) {
            return Optional.empty();
        }
        return x >= 0 && x < 6 ? Optional.of(true) : x >= 9 && x < 15 ? Optional.of(false) : Optional.empty();
    }

    private static int answer(Canvas canvas, int x, String word, boolean marked) {
        Ink ink = marked ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(Role.DIM);
        int left = canvas.text(x, 3, marked ? canvas.symbols().marker() + "" : " ", Ink.of(Role.KEY));
        return canvas.text(left, 3, word, ink);
    }
}
