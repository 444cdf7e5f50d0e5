package shibafu.tui.limits;

import java.util.Optional;
import shibafu.engine.service.HeldLimits;
import shibafu.engine.service.LimitChange;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.form.FieldsView;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// Draws the editor: the fields, what the focused one would do, what would be written or what the kernel answered.
public final class LimitsView {
    private static final int ROWS = 3;
    private static final int BELOW = 3;
    private static final int ALL_ROWS_FROM = 80;
    private static final int LABEL = 7;

    private final Canvas canvas;
    private final LimitsForm form;

    private LimitsView(Canvas canvas, LimitsForm form) {
        this.canvas = canvas;
        this.form = form;
    }

    /// Rows that it needs: where it is narrow, only the row of the focused field is in sight.
    public static int height(int columns) {
        return (columns >= ALL_ROWS_FROM ? ROWS : 1) + BELOW + 2;
    }

    /// @param steps how many changes can be taken back
    public static void draw(Canvas canvas, LimitsForm form, Trace trace, int steps) {
        new LimitsView(canvas, form).draw(trace, steps);
    }

    private void draw(Trace trace, int steps) {
        canvas.fill(canvas.bounds(), Ink.PLAIN);
        String undo = steps == 0 ? "" : steps == 1 ? ", u undoes 1 change" : ", u undoes " + steps + " changes";
        String keys =
                ": Enter applies, Esc drops" + (canvas.width() < ALL_ROWS_FROM && steps > 0 ? ", u undoes" : undo);
        int room = canvas.width() - Cells.width(keys) - 14;
        canvas.frame(
                " limits of " + Cells.cutMiddle(form.id(), room, canvas.symbols()) + keys + " ",
                Ink.of(Role.BORDER_FOCUS),
                Ink.of(Role.TITLE));
        LimitField focused = form.fields().focused();
        boolean all = canvas.width() >= ALL_ROWS_FROM;
        for (LimitField field : LimitField.values()) {
            if (all || field.row == focused.row) {
                field(field, all ? field.row + 1 : 1);
            }
        }
        if (all) {
            disk();
        }
        int y = (all ? ROWS : 1) + 1;
        judgement(focused, trace, y);
        Rect below = new Rect(2, y + 1, canvas.width() - 4, BELOW - 1);
        if (form.answer().isPresent()) {
            LimitsForm.Answer answer = form.answer().get();
            canvas.paragraph(below, answer.text(), Ink.of(answer.bad() ? Role.ERROR : Role.OK));
        } else {
            staged(below);
        }
    }

    private void field(LimitField field, int y) {
        int cell = (canvas.width() - 4) / 4;
        int column = 0;
        for (LimitField before : LimitField.values()) {
            column += before.row == field.row && before.compareTo(field) < 0 ? 1 : 0;
        }
        int label = Math.min(LABEL, cell - 8);
        int x = 2 + column * cell;
        if (!form.has(field)) {
            String missing = cell - label > 8 ? "not here" : "absent";
            canvas.text(x, y, Cells.padRight(field.label, label) + missing, Ink.of(Role.DIM));
            return;
        }
        String now = LimitText.of(field.limit, form.held(field.limit), form.periodMicros());
        FieldsView.draw(
                canvas,
                x,
                y,
                Cells.cut(Cells.padRight(field.label, label), label, canvas.symbols()),
                form.fields().field(field),
                form.fields().focused() == field,
                cell - label - 3,
                now,
                Ink.of(form.amount(field).problem().isPresent() ? Role.ERROR : Role.LIMIT_STAGED));
    }

    /// Which disk the fields of a disk are for.
    private void disk() {
        int x = 2 + 3 * ((canvas.width() - 4) / 4);
        int disks = form.held().map(held -> held.disks().size()).orElse(0);
        String more = disks > 1 ? " PgDn: " + (disks - 1) + " more" : "";
        form.chosenDisk()
                .map(HeldLimits.Disk::node)
                .ifPresent(node -> canvas.text(x, LimitField.CPU.row + 1, "disk " + node + more, Ink.of(Role.DIM)));
    }

    private void judgement(LimitField focused, Trace trace, int y) {
        Optional<String> problem = form.amount(focused).problem();
        LimitJudgement judged = LimitJudgement.of(form, focused, trace);
        String file = focused.limit.file(form.held().map(HeldLimits::v2).orElse(true));
        String text = problem.orElseGet(() -> judged.text());
        Role role = problem.isPresent() || judged.bad() ? Role.WARN : Role.FG;
        int x = canvas.text(2, y, file + " ", Ink.of(Role.TITLE));
        int room = canvas.width() - 2 - x;
        int end = canvas.text(x, y, Cells.cut(text, room, canvas.symbols()), Ink.of(role));
        if (problem.isEmpty() && end + 2 + Cells.width(focused.hint) <= canvas.width() - 2) {
            canvas.textEndingAt(canvas.width() - 2, y, focused.hint, Ink.of(Role.DIM));
        }
    }

    private void staged(Rect below) {
        Optional<LimitChange> change = form.staged();
        Optional<LimitsForm.Preview> preview =
                form.preview().filter(known -> change.equals(Optional.of(known.change())));
        if (change.isEmpty() || preview.isEmpty()) {
            canvas.paragraph(
                    below,
                    "an empty field leaves its limit as it is; nothing is written before Enter",
                    Ink.of(Role.DIM));
            return;
        }
        canvas.text(below.x(), below.y(), line("Enter writes " + preview.get().text(), below), Ink.of(Role.DIM));
        canvas.text(
                below.x(), below.y() + 1, line("$ " + UpdateCommand.of(form, change.get()), below), Ink.of(Role.DIM));
    }

    private String line(String text, Rect room) {
        return Cells.cut(text, room.width(), canvas.symbols());
    }
}
