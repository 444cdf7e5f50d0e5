package shibafu.tui.images;

import java.util.List;
import java.util.Optional;
import shibafu.engine.service.ImageRow;
import shibafu.tui.form.Fields;

/// The screen of images.
///
/// @param selected the name of the chosen image; empty if there is none
/// @param form an import that is being typed
/// @param running an import that is under way
/// @param removing the image whose removal is being asked about
/// @param told what came of the last thing done
public record ImagesModel(
        List<ImageRow> rows,
        String selected,
        Optional<Form> form,
        Optional<Running> running,
        Optional<String> removing,
        Optional<Told> told) {
    /// @param offers paths that go on from what was typed
    public record Form(Fields<ImageField> fields, List<String> offers) {
        public Form {
            offers = List.copyOf(offers);
        }

        static Form empty() {
            return new Form(Fields.of(ImageField.class), List.of());
        }
    }

    /// @param totalBytes 0 where unknown
    public record Running(String name, long readBytes, long totalBytes) {}

    public record Told(boolean bad, String text) {}

    public static final ImagesModel EMPTY =
            new ImagesModel(List.of(), "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public ImagesModel {
        rows = List.copyOf(rows);
    }

    public ImagesModel with(List<ImageRow> newer) {
        boolean there = newer.stream().anyMatch(row -> row.name().equals(selected));
        String chosen = there || newer.isEmpty() ? selected : newer.getFirst().name();
        return new ImagesModel(newer, chosen, form, running, removing, told);
    }

    public Optional<ImageRow> selectedRow() {
        return rows.stream().filter(row -> row.name().equals(selected)).findFirst();
    }

    int index() {
        return Math.max(0, rows.stream().map(ImageRow::name).toList().indexOf(selected));
    }

    ImagesModel moved(int by) {
        return rows.isEmpty()
                ? this
                : new ImagesModel(
                        rows,
                        rows.get(Math.clamp((long) index() + by, 0, rows.size() - 1))
                                .name(),
                        form,
                        running,
                        removing,
                        told);
    }

    public ImagesModel with(Optional<Form> newForm) {
        return new ImagesModel(rows, selected, newForm, running, removing, told);
    }

    ImagesModel removing(Optional<String> name) {
        return new ImagesModel(rows, selected, form, running, name, told);
    }

    /// The form stays until the engine has taken the import: it may have to be mended.
    public ImagesModel running(Optional<Running> now) {
        return new ImagesModel(rows, selected, form, now, removing, told);
    }

    public ImagesModel telling(boolean bad, String text) {
        return new ImagesModel(rows, selected, form, running, removing, Optional.of(new Told(bad, text)));
    }

    public ImagesModel choosing(String name) {
        return new ImagesModel(rows, name, form, running, removing, told);
    }
}
