package shibafu.tui.images;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shibafu.engine.service.ImageRow;
import shibafu.tui.form.Fields;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.Keymap;

/// What keys make of the screen of images.
public final class ImagesUpdate {
    private ImagesUpdate() {}

    /// What is to be done outside.
    public sealed interface Wish {
        record Import(String name, String path) implements Wish {}

        record Cancel() implements Wish {}

        record Remove(String name) implements Wish {}

        record Complete(String begun) implements Wish {}

        /// A new container of that image.
        record Run(String image) implements Wish {}
    }

    /// @param images empty: closed
    public record Outcome(Optional<ImagesModel> images, Optional<Wish> wish) {
        static Outcome stay(ImagesModel images) {
            return new Outcome(Optional.of(images), Optional.empty());
        }

        static Outcome wish(ImagesModel images, Wish wish) {
            return new Outcome(Optional.of(images), Optional.of(wish));
        }
    }

    public static Outcome key(ImagesModel images, Key key, Keymap keymap) {
        if (images.removing().isPresent()) {
            ImagesModel answered = images.removing(Optional.empty());
            return key.name().equals("y")
                    ? Outcome.wish(answered, new Wish.Remove(images.removing().get()))
                    : Outcome.stay(answered);
        }
        if (images.form().isPresent()) {
            return typed(images, images.form().get(), key, keymap);
        }
        return keymap.of(ImagesAction.KEYS)
                .action(key)
                .map(action -> act(images, action))
                .orElseGet(() -> Outcome.stay(images));
    }

    public static ImagesModel pasted(ImagesModel images, String text) {
        return images.with(
                images.form().map(form -> new ImagesModel.Form(form.fields().pasted(text), form.offers())));
    }

    private static Outcome act(ImagesModel images, ImagesAction action) {
        return switch (action) {
            case CLOSE -> new Outcome(Optional.empty(), Optional.empty());
            case UP -> Outcome.stay(images.moved(-1));
            case DOWN -> Outcome.stay(images.moved(1));
            case IMPORT -> Outcome.stay(images.with(Optional.of(ImagesModel.Form.empty())));
            case CANCEL ->
                images.running().isPresent()
                        ? Outcome.wish(images, new Wish.Cancel())
                        : Outcome.stay(images.telling(true, "no import is under way"));
            case REMOVE -> images.selectedRow().map(row -> remove(images, row)).orElseGet(() -> Outcome.stay(images));
            case RUN ->
                images.selectedRow()
                        .map(row -> new Outcome(Optional.empty(), Optional.of((Wish) new Wish.Run(row.name()))))
                        .orElseGet(() -> Outcome.stay(images));
        };
    }

    private static Outcome remove(ImagesModel images, ImageRow row) {
        if (!row.usedBy().isEmpty()) {
            return Outcome.stay(images.telling(
                    true,
                    "image " + row.name() + " is used by " + String.join(", ", row.usedBy()) + ": remove "
                            + (row.usedBy().size() == 1 ? "that container" : "those containers") + " first"));
        }
        return row.created().isEmpty()
                ? Outcome.stay(images.telling(
                        true, "image " + row.name() + " came along and is not unpacked: there is nothing to remove"))
                : Outcome.stay(images.removing(Optional.of(row.name())));
    }

    private static Outcome typed(ImagesModel images, ImagesModel.Form form, Key key, Keymap keymap) {
        Optional<FormAction> action = keymap.of(ImagesAction.FORM).action(key);
        Fields<ImageField> fields = form.fields();
        if (action.isEmpty()) {
            boolean completes = fields.focused() == ImageField.PATH
                    && key.name().equals("right")
                    && fields.field(ImageField.PATH).after().isEmpty();
            return completes
                    ? Outcome.wish(
                            images,
                            new Wish.Complete(fields.field(ImageField.PATH).text()))
                    : Outcome.stay(images.with(Optional.of(new ImagesModel.Form(fields.edited(key), List.of()))));
        }
        return switch (action.get()) {
            case NEXT -> Outcome.stay(images.with(Optional.of(new ImagesModel.Form(fields.next(), form.offers()))));
            case PREVIOUS ->
                Outcome.stay(images.with(Optional.of(new ImagesModel.Form(fields.previous(), form.offers()))));
            case CANCEL -> Outcome.stay(images.with(Optional.empty()));
            case SUBMIT -> submit(images, fields);
        };
    }

    private static Outcome submit(ImagesModel images, Fields<ImageField> fields) {
        String path = fields.text(ImageField.PATH);
        String name = fields.text(ImageField.NAME).isEmpty() ? nameOf(path) : fields.text(ImageField.NAME);
        if (images.running().isPresent()) {
            return Outcome.stay(images.telling(true, "one import at a time: wait, or cancel it with x"));
        }
        if (path.isEmpty()) {
            return Outcome.stay(images.telling(true, "type the path of an archive or a directory"));
        }
        ImagesModel.Running running = new ImagesModel.Running(name, 0, 0);
        return Outcome.wish(images.with(Optional.empty()).running(Optional.of(running)), new Wish.Import(name, path));
    }

    /// What was typed goes on as far as all that there is agrees.
    public static ImagesModel completed(ImagesModel images, String begun, List<String> paths) {
        return images.form()
                .filter(form -> form.fields().field(ImageField.PATH).text().equals(begun))
                .map(form -> {
                    String longer = paths.isEmpty() ? begun : common(paths);
                    ImagesModel next = images.with(
                            Optional.of(new ImagesModel.Form(form.fields().with(ImageField.PATH, longer), paths)));
                    return paths.isEmpty() ? next.telling(true, "no archive or directory begins so") : next;
                })
                .orElse(images);
    }

    private static String common(List<String> paths) {
        String start = paths.getFirst();
        for (String path : paths) {
            while (!path.startsWith(start)) {
                start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
            }
        }
        return start;
    }

    /// `/home/me/alpine.tar.gz` is `alpine`.
    static String nameOf(String path) {
        String name = lastName(path).replace("/", "").toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.(tar|tgz|tar\\.\\w+)$", "");
    }

    static String lastName(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1) + (path.endsWith("/") ? "/" : "");
    }
}
