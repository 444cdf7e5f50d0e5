package shibafu.tui.dialog;

import java.util.List;
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
        int y = 1;
        for (String line : lines(box.width(), question)) {
            canvas.text(2, y++, line, Ink.PLAIN);
        }
        int x = answer(canvas, canvas.width() / 2 - 9, " yes ", question.onYes());
        answer(canvas, x + 4, " No ", !question.onYes());
    }

    /// All of it: what is going to be done, and to whom, must not be cut.
    private static List<String> lines(int width, Question question) {
        return Cells.wrap(question.text(), width - 4);
    }

    private static Rect box(Rect screen, Question question) {
        int wanted = Math.clamp(Cells.width(question.text()) + 4, 30, Math.max(30, screen.width() - 4));
        int width = screen.box(wanted, 1).width();
        return screen.box(width, 4 + lines(width, question).size());
    }

    /// Which answer stands at a place: true for yes.
    public static Optional<Boolean> answerAt(Size screen, Question question, int column, int row) {
        Rect box = box(new Rect(0, 0, screen.columns(), screen.rows()), question);
        int x = column - box.x() - box.width() / 2 + 9;
        if (row != box.y() + box.height() - 2) {
            return Optional.empty();
        }
        return x >= 0 && x < 6 ? Optional.of(true) : x >= 9 && x < 15 ? Optional.of(false) : Optional.empty();
    }

    private static int answer(Canvas canvas, int x, String word, boolean marked) {
        Ink ink = marked ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(Role.DIM);
        int left = canvas.text(x, canvas.height() - 2, marked ? canvas.symbols().marker() + "" : " ", Ink.of(Role.KEY));
        return canvas.text(left, canvas.height() - 2, word, ink);
    }
}
