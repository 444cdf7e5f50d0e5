package shibafu.tui.create;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import shibafu.engine.service.RunCommandLine;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.form.FieldsView;
import shibafu.tui.theme.Role;

/// Draws the form in the middle of the screen.
public final class CreateView {
    private static final int LEAST_WIDTH = 56;
    private static final int MOST_WIDTH = 100;
    private static final int LABEL = 11;

    /// Border, the names of the sections, and a row a field.
    private static final int ABOVE = Section.ROWS + 2;

    private static final int LEAST_BELOW = 5;
    private static final int MOST_BELOW = 7;
    private static final int ANSWER = 2;

    /// While a text is typed, 100% are something.
    private static final OptionalLong ANY = OptionalLong.of(1L << 40);

    private CreateView() {}

    /// @param machineMemory what 100% of memory is, 0 where unknown
    public static void draw(Canvas screen, CreateForm form, List<String> taken, long machineMemory) {
        int below = Math.clamp(screen.height() - ABOVE - 4L, LEAST_BELOW, MOST_BELOW);
        int width = Math.clamp(screen.width() - 4L, LEAST_WIDTH, MOST_WIDTH);
        Rect box = screen.bounds().box(width, ABOVE + below + 1);
        screen.fill(box, Ink.PLAIN);
        Canvas canvas = screen.in(box);
        if (form.choosing().isPresent()) {
            PresetsView.draw(canvas, form.choosing().getAsInt());
            return;
        }
        canvas.frame(" new container ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        sections(canvas, form);
        int fieldWidth = Math.max(16, (canvas.width() - LABEL - 6) * 2 / 5);
        int y = 2;
        for (CreateField field : form.fields().focused().section().fields()) {
            boolean focused = form.fields().focused() == field;
            String label = Cells.padRight(field.label(), LABEL);
            FieldsView.draw(canvas, 2, y, label, form.fields().field(field), focused, fieldWidth);
            beside(canvas, LABEL + fieldWidth + 5, y++, form, field, focused);
        }
        int room = canvas.width() - LABEL - fieldWidth - 6;
        Rect rest = new Rect(2, ABOVE, canvas.width() - 4, canvas.height() - ABOVE - 1);
        below(canvas, rest, form, taken, machineMemory, room);
    }

    /// Their names, those with something in them marked.
    private static void sections(Canvas canvas, CreateForm form) {
        int x = 1;
        for (Section section : Section.values()) {
            boolean shown = section == form.fields().focused().section();
            boolean wrong = section.fields().stream().anyMatch(form.problems()::containsKey);
            boolean filled = section != Section.CONTAINER
                    && section.fields().stream()
                            .anyMatch(field -> !form.fields().text(field).isEmpty());
            Ink ink = shown ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.of(wrong ? Role.ERROR : Role.DIM);
            x = canvas.text(x, 1, " " + section.words() + (filled ? "* " : " "), ink) + 1;
        }
    }

    /// What went wrong, else what an experiment promises, else a hint that was cut; then the command line of the same.
    ///
    /// @param room columns that a hint has beside its field
    private static void below(
            Canvas canvas, Rect rest, CreateForm form, List<String> taken, long machineMemory, int room) {
        // Beside its field a long problem is cut; here it has whole lines.
        Optional<String> problem = form.answer()
                .refusal()
                .or(() -> Optional.ofNullable(form.problems().get(form.fields().focused())))
                .or(() -> typing(form, form.fields().focused()));
        int used = 0;
        if (form.pending()) {
            canvas.paragraph(rest.top(1), "creating", Ink.of(Role.DIM));
            used = 1;
        } else if (problem.isPresent()) {
            canvas.paragraph(rest.top(ANSWER), problem.get(), Ink.of(Role.ERROR));
            used = ANSWER;
        } else if (form.preset().isPresent()) {
            used = Math.min(rest.height() - ANSWER, 4);
            canvas.paragraph(rest.top(used), form.preset().get().promise(), Ink.of(Role.OK));
        } else if (Cells.width(hint(form, form.fields().focused())) > room) {
            canvas.paragraph(rest.top(ANSWER), hint(form, form.fields().focused()), Ink.of(Role.DIM));
            used = ANSWER;
        }
        Rect line = rest.below(used);
        new FormContainer(form.fields(), machineMemory)
                .container(taken)
                .ifPresent(
                        container -> canvas.paragraph(line, "$ " + RunCommandLine.text(container), Ink.of(Role.DIM)));
    }

    /// What is wrong with a field, else what it takes.
    private static void beside(Canvas canvas, int x, int y, CreateForm form, CreateField field, boolean focused) {
        Optional<String> problem = Optional.ofNullable(form.problems().get(field));
        Optional<String> begun = typing(form, field);
        int room = canvas.width() - x - 1;
        if (problem.or(() -> begun).isPresent()) {
            canvas.text(
                    x,
                    y,
                    Cells.cut(problem.or(() -> begun).get(), room, canvas.symbols()),
                    Ink.of(problem.isPresent() ? Role.ERROR : Role.WARN));
        } else {
            canvas.text(
                    x, y, Cells.cut(hint(form, field), room, canvas.symbols()), Ink.of(focused ? Role.FG : Role.DIM));
        }
    }

    /// What is wrong with what stands there now; it may be half typed.
    private static Optional<String> typing(CreateForm form, CreateField field) {
        String text = form.fields().text(field);
        return text.isEmpty() ? Optional.empty() : FieldChecks.problem(field, text, ANY, List.of());
    }

    private static String hint(CreateForm form, CreateField field) {
        if (field != CreateField.IMAGE) {
            return field.hint();
        }
        int at = form.images().indexOf(form.fields().text(CreateField.IMAGE));
        return at < 0 || form.images().size() < 2
                ? CreateField.IMAGE.hint()
                : at + 1 + " of " + form.images().size() + ", ←→ chooses";
    }
}
