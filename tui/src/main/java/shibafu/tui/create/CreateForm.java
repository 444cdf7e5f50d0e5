package shibafu.tui.create;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.tui.form.Fields;
import shibafu.tui.keys.Key;

/// What has been typed so far.
///
/// @param images names to choose from
/// @param problems what is wrong with a field
/// @param refusal what the engine said against it
/// @param pending whether the engine is at it
public record CreateForm(
        Fields<CreateField> fields,
        List<String> images,
        Map<CreateField, String> problems,
        Optional<String> refusal,
        boolean pending) {
    public CreateForm {
        images = List.copyOf(images);
        problems = Map.copyOf(problems);
    }

    public static CreateForm empty() {
        return new CreateForm(Fields.of(CreateField.class), List.of(), Map.of(), Optional.empty(), false);
    }

    /// With the images that can be chosen; the first is, if nothing has been typed.
    public CreateForm offering(List<String> names) {
        Fields<CreateField> chosen = fields.text(CreateField.IMAGE).isEmpty() && !names.isEmpty()
                ? fields.with(CreateField.IMAGE, names.getFirst())
                : fields;
        return new CreateForm(chosen, names, problems, refusal, pending);
    }

    CreateForm with(Fields<CreateField> changed) {
        return new CreateForm(changed, images, problems, refusal, pending);
    }

    /// A key that edits. Typing over a chosen image replaces it: nobody wants to delete a name first.
    CreateForm edited(Key key) {
        boolean replaces =
                fields.focused() == CreateField.IMAGE && key.types() && images.contains(fields.text(CreateField.IMAGE));
        Fields<CreateField> start = replaces ? fields.with(CreateField.IMAGE, "") : fields;
        Map<CreateField, String> left = new EnumMap<>(CreateField.class);
        left.putAll(problems);
        left.remove(fields.focused());
        return new CreateForm(start.edited(key), images, left, Optional.empty(), pending);
    }

    /// The image so many further in the list of those that can be chosen.
    CreateForm chosen(int further) {
        if (images.isEmpty()) {
            return this;
        }
        int now = images.indexOf(fields.text(CreateField.IMAGE));
        int next = now < 0 ? 0 : Math.floorMod(now + further, images.size());
        return with(fields.with(CreateField.IMAGE, images.get(next)));
    }

    CreateForm wrong(Map<CreateField, String> found) {
        CreateField first = Collections.min(found.keySet());
        return new CreateForm(fields.focus(first), images, found, Optional.empty(), false);
    }

    CreateForm waiting() {
        return new CreateForm(fields, images, Map.of(), Optional.empty(), true);
    }

    /// The engine refused: what was typed stays, to be mended.
    public CreateForm refused(String why) {
        return new CreateForm(fields, images, problems, Optional.of(why), false);
    }
}
