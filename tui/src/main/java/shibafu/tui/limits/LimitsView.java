package shibafu.tui.limits;

import java.util.Map;
import java.util.Optional;
import shibafu.engine.metrics.Sample;
import shibafu.engine.service.LimitChange;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.form.Amount;
import shibafu.tui.form.FieldsView;
import shibafu.tui.stats.Figures;
import shibafu.tui.stats.Point;
import shibafu.tui.stats.Trace;
import shibafu.tui.theme.Role;

/// Draws the editor.
public final class LimitsView {
    private static final int ANSWER = 2;

    /// Borders, a row a limit, and the kernel's answer.
    public static final int HEIGHT = LimitField.values().length + ANSWER + 2;

    private static final int FIELD_WIDTH = 12;
    private static final int LABEL = 8;

    private LimitsView() {}

    public static void draw(Canvas canvas, LimitsForm form, Trace trace) {
        canvas.fill(canvas.bounds(), Ink.PLAIN);
        canvas.frame(" limits of " + form.id() + " ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Map<LimitField, Amount> amounts = form.amounts(trace.last());
        int y = 0;
        for (LimitField field : LimitField.values()) {
            y++;
            boolean focused = form.fields().focused() == field;
            String label = Cells.padRight(field.label(), LABEL);
            FieldsView.draw(canvas, 2, y, label, form.fields().field(field), focused, FIELD_WIDTH);
            int x = LABEL + FIELD_WIDTH + 6;
            Optional<String> problem = Optional.ofNullable(amounts.get(field)).flatMap(Amount::problem);
            String text = problem.orElseGet(() -> now(field, trace) + warning(field, amounts, trace));
            Ink ink = Ink.of(problem.isPresent() ? Role.WARN : focused ? Role.FG : Role.DIM);
            int end = canvas.text(x, y, Cells.cut(text, canvas.width() - x - 1, canvas.symbols()), ink);
            boolean fits = end + 2 + Cells.width(field.hint()) <= canvas.width() - 2;
            if (focused && problem.isEmpty() && fits) {
                canvas.textEndingAt(canvas.width() - 2, y, field.hint(), Ink.of(Role.DIM));
            }
        }
        LimitsForm.Answer answer = form.answer().orElseGet(() -> new LimitsForm.Answer(false, staged(form, trace)));
        Role role = form.answer().isEmpty() ? Role.DIM : answer.bad() ? Role.ERROR : Role.OK;
        Rect below = new Rect(2, y + 1, canvas.width() - 4, ANSWER);
        canvas.paragraph(below, answer.text(), Ink.of(role));
    }

    private static String staged(LimitsForm form, Trace trace) {
        Optional<LimitChange> change = LimitsUpdate.staged(form, trace.last());
        return form.preview()
                .filter(preview -> change.equals(Optional.of(preview.change())))
                .map(preview -> "Enter writes " + preview.text())
                .orElse("an empty field leaves its limit as it is; nothing is written before Enter");
    }

    private static String now(LimitField field, Trace trace) {
        Optional<Sample> sample = trace.last();
        if (sample.isEmpty()) {
            return "";
        }
        return switch (field) {
            case MEMORY ->
                "now " + Figures.bytesLimit(sample.get().memoryLimitBytes()) + ", uses "
                        + Figures.bytes(sample.get().memoryBytes());
            case CPU ->
                trace.newest()
                        .map(point -> "now " + Figures.coresLimit(point.coresLimit()) + " cores" + uses(point))
                        .orElse("");
            case PIDS ->
                "now "
                        + (sample.get().pidsLimit().isPresent()
                                ? Long.toString(sample.get().pidsLimit().getAsLong())
                                : "max")
                        + ", has " + sample.get().pids();
        };
    }

    private static String uses(Point point) {
        return point.cores().isPresent()
                ? ", uses " + Figures.cores(point.cores().getAsDouble())
                : "";
    }

    /// A memory limit below what is in use makes the kernel reclaim, and kill where that is not enough.
    private static String warning(LimitField field, Map<LimitField, Amount> amounts, Trace trace) {
        Amount amount = amounts.get(field);
        Optional<Sample> sample = trace.last();
        if (field != LimitField.MEMORY || amount == null || amount.value().isEmpty() || sample.isEmpty()) {
            return "";
        }
        long wanted = amount.value().getAsLong();
        long over = sample.get().memoryBytes() - wanted;
        if (wanted == Amount.UNLIMITED || over <= 0) {
            return "";
        }
        return sample.get().anonBytes() > wanted
                ? ": " + Figures.bytes(sample.get().anonBytes())
                        + " cannot be reclaimed, expect a refusal or an OOM kill"
                : ": " + Figures.bytes(over) + " must be reclaimed";
    }
}
