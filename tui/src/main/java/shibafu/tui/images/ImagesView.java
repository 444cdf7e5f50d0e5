package shibafu.tui.images;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import shibafu.engine.service.ImageRow;
import shibafu.tui.draw.Canvas;
import shibafu.tui.draw.Cells;
import shibafu.tui.draw.Ink;
import shibafu.tui.draw.Rect;
import shibafu.tui.form.FieldsView;
import shibafu.tui.stats.Figures;
import shibafu.tui.theme.Role;

/// Draws the screen of images.
public final class ImagesView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int LABEL = 6;
    private static final int BELOW = 7;
    private static final int SIZE = 8;
    private static final int CREATED = 18;

    private ImagesView() {}

    public static void draw(Canvas canvas, ImagesModel images, ZoneId zone) {
        canvas.fill(canvas.bounds(), Ink.PLAIN);
        canvas.frame(" images ", Ink.of(Role.BORDER_FOCUS), Ink.of(Role.TITLE));
        Canvas inner = canvas.in(canvas.bounds().inner());
        int rows = Math.min(BELOW, inner.height() * 2 / 5);
        list(inner.in(inner.bounds().top(inner.height() - rows)), images, zone);
        Canvas below = inner.in(inner.bounds().below(inner.height() - rows));
        for (int x = 0; x < below.width(); x++) {
            below.put(x, 0, canvas.symbols().frame().codePointAt(1), Ink.of(Role.BORDER));
        }
        below(below.in(below.bounds().below(1)), images);
    }

    private static void list(Canvas canvas, ImagesModel images, ZoneId zone) {
        int name = Math.max(12, canvas.width() / 4);
        canvas.text(
                2,
                0,
                Cells.padRight("NAME", name) + Cells.padLeft("SIZE", SIZE) + "  " + Cells.padRight("IMPORTED", CREATED)
                        + "USED BY, FROM",
                Ink.of(Role.DIM));
        int rows = canvas.height() - 1;
        int first = Math.clamp(
                (long) images.index() - rows + 1, 0, Math.max(0, images.rows().size() - rows));
        for (int y = 0; y < Math.min(rows, images.rows().size() - first); y++) {
            row(canvas, y + 1, images.rows().get(first + y), images, name, zone);
        }
        if (images.rows().isEmpty()) {
            canvas.text(2, 1, "no image yet: a imports one", Ink.of(Role.DIM));
        }
    }

    private static void row(Canvas canvas, int y, ImageRow row, ImagesModel images, int name, ZoneId zone) {
        boolean chosen = row.name().equals(images.selected());
        Ink ink = chosen ? Ink.of(Role.SELECTION_FG).on(Role.SELECTION_BG) : Ink.PLAIN;
        if (chosen) {
            canvas.fill(new Rect(0, y, canvas.width(), 1), ink);
            canvas.put(0, y, canvas.symbols().marker(), ink);
        }
        String size = row.created().isPresent() ? Figures.bytes(row.sizeBytes()) : "-";
        String day = row.created().map(at -> day(at, zone)).orElse("not yet");
        String users = row.usedBy().isEmpty() ? "no container" : String.join(", ", row.usedBy());
        String text = Cells.padRight(Cells.cut(row.name(), name - 1, canvas.symbols()), name)
                + Cells.padLeft(size, SIZE) + "  " + Cells.padRight(day, CREATED) + users + "; " + row.source();
        canvas.text(2, y, Cells.cut(text, canvas.width() - 3, canvas.symbols()), ink);
    }

    private static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    private static void below(Canvas canvas, ImagesModel images) {
        if (images.removing().isPresent()) {
            String name = images.removing().get();
            canvas.text(1, 0, "remove image " + name + ", which no container uses?", Ink.PLAIN);
            canvas.text(1, 1, "y removes it, any other key keeps it", Ink.of(Role.KEY));
            return;
        }
        int y = images.form().map(form -> form(canvas, form)).orElse(0);
        if (images.running().isPresent()) {
            progress(canvas, y, images.running().get());
        } else if (images.told().isPresent()) {
            ImagesModel.Told told = images.told().get();
            canvas.paragraph(
                    new Rect(1, y, canvas.width() - 2, canvas.height() - y),
                    told.text(),
                    Ink.of(told.bad() ? Role.ERROR : Role.OK));
        }
    }

    /// @return the first row below it
    private static int form(Canvas canvas, ImagesModel.Form form) {
        int width = Math.max(20, (canvas.width() - LABEL - 6) * 3 / 5);
        int y = 0;
        for (ImageField field : ImageField.values()) {
            boolean focused = form.fields().focused() == field;
            String label = Cells.padRight(field.label(), LABEL);
            FieldsView.draw(canvas, 1, y, label, form.fields().field(field), focused, width);
            int x = LABEL + width + 4;
            canvas.text(
                    x,
                    y++,
                    Cells.cut(field.hint(), canvas.width() - x, canvas.symbols()),
                    Ink.of(focused ? Role.FG : Role.DIM));
        }
        if (form.offers().size() > 1) {
            List<String> names =
                    form.offers().stream().map(ImagesUpdate::lastName).toList();
            canvas.text(
                    1,
                    y++,
                    Cells.cut(String.join("  ", names), canvas.width() - 2, canvas.symbols()),
                    Ink.of(Role.DIM));
        }
        return y;
    }

    private static void progress(Canvas canvas, int y, ImagesModel.Running running) {
        String figures = running.totalBytes() > 0
                ? Figures.bytes(running.readBytes()) + " of " + Figures.bytes(running.totalBytes())
                : "copying";
        int x = canvas.text(1, y, "importing " + running.name() + " ", Ink.PLAIN);
        int width = Math.max(10, canvas.width() - x - Cells.width(figures) - 4);
        double share = running.totalBytes() > 0 ? (double) running.readBytes() / running.totalBytes() : 0;
        int full = (int) Math.round(Math.clamp(share, 0, 1) * width);
        canvas.text(x, y, canvas.symbols().full().repeat(full), Ink.of(Role.GRAPH_MEM));
        canvas.text(x + full, y, Character.toString(canvas.symbols().quiet()).repeat(width - full), Ink.of(Role.DIM));
        canvas.text(x + width + 1, y, figures, Ink.of(Role.DIM));
    }
}
