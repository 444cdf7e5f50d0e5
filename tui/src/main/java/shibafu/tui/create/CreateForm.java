package shibafu.tui.create;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.tui.form.Fields;
import shibafu.tui.keys.Key;

/// What has been typed so far.
///
/// @param images names to choose from
/// @param problems what is wrong with a field
/// @param answer what the engine said
/// @param preset the experiment that filled the fields
/// @param choosing which experiment is marked while they are shown to choose from
public record CreateForm(
        Fields<CreateField> fields,
        List<String> images,
        Map<CreateField, String> problems,
        Answer answer,
        Optional<Preset> preset,
        OptionalInt choosing) {
    /// What came of creating it.
    ///
    /// @param refusal what the engine said against it
    /// @param failed the name under which the start that failed can be looked at
    /// @param pending whether the engine is at it
    public record Answer(Optional<String> refusal, Optional<String> failed, boolean pending) {
        static final Answer NONE = new Answer(Optional.empty(), Optional.empty(), false);
        static final Answer PENDING = new Answer(Optional.empty(), Optional.empty(), true);
    }

    public CreateForm {
        images = List.copyOf(images);
        problems = Map.copyOf(problems);
    }

    public static CreateForm empty() {
        return new CreateForm(
                Fields.of(CreateField.class), List.of(), Map.of(), Answer.NONE, Optional.empty(), OptionalInt.empty());
    }

    /// With an image chosen.
    public static CreateForm of(String image) {
        CreateForm empty = empty();
        return empty.with(empty.fields.with(CreateField.IMAGE, image));
    }

    /// With the experiments to choose from.
    public static CreateForm experiments() {
        return empty().choosing(OptionalInt.of(0));
    }

    public boolean pending() {
        return answer.pending();
    }

    public Optional<String> failed() {
        return answer.failed();
    }

    /// With the images that can be chosen; the first is, if nothing has been typed.
    public CreateForm offering(List<String> names) {
        Fields<CreateField> chosen = fields.text(CreateField.IMAGE).isEmpty() && !names.isEmpty()
                ? fields.with(CreateField.IMAGE, names.getFirst())
                : fields;
        return new CreateForm(chosen, names, problems, answer, preset, choosing);
    }

    CreateForm with(Fields<CreateField> changed) {
        return new CreateForm(changed, images, problems, answer, preset, choosing);
    }

    CreateForm choosing(OptionalInt marked) {
        return new CreateForm(fields, images, problems, answer, preset, marked);
    }

    /// Filled for an experiment, under a name that is free.
    public CreateForm filled(Preset wanted, List<String> taken) {
        Fields<CreateField> filled = Fields.of(CreateField.class);
        for (Map.Entry<CreateField, String> text : wanted.texts().entrySet()) {
            filled = filled.with(text.getKey(), text.getValue());
        }
        String name = filled.text(CreateField.NAME);
        for (int n = 2; taken.contains(filled.text(CreateField.NAME)); n++) {
            filled = filled.with(CreateField.NAME, name + "-" + n);
        }
        return new CreateForm(filled, images, Map.of(), Answer.NONE, Optional.of(wanted), OptionalInt.empty());
    }

    /// A key that edits. Typing over a chosen image replaces it: nobody wants to delete a name first.
    CreateForm edited(Key key) {
        boolean replaces =
                fields.focused() == CreateField.IMAGE && key.types() && images.contains(fields.text(CreateField.IMAGE));
        Fields<CreateField> start = replaces ? fields.with(CreateField.IMAGE, "") : fields;
        return new CreateForm(start.edited(key), images, without(fields.focused()), Answer.NONE, preset, choosing);
    }

    private Map<CreateField, String> without(CreateField mended) {
        Map<CreateField, String> left = new EnumMap<>(CreateField.class);
        left.putAll(problems);
        left.remove(mended);
        return left;
    }

    /// The word so many further in the list of those that can be chosen.
    CreateForm chosen(int further) {
        CreateField field = fields.focused();
        List<String> words = field == CreateField.IMAGE ? images : field.words();
        if (words.isEmpty()) {
            return this;
        }
        String typed = fields.text(field);
        int now = words.indexOf(typed.isEmpty() && field != CreateField.IMAGE ? words.getFirst() : typed);
        int next = now < 0 ? 0 : Math.floorMod(now + further, words.size());
        return new CreateForm(fields.with(field, words.get(next)), images, without(field), answer, preset, choosing);
    }

    CreateForm wrong(Map<CreateField, String> found) {
        CreateField first = Collections.min(found.keySet());
        return new CreateForm(fields.focus(first), images, found, Answer.NONE, preset, choosing);
    }

    CreateForm waiting() {
        return new CreateForm(fields, images, Map.of(), Answer.PENDING, preset, choosing);
    }

    /// The engine refused: what was typed stays, to be mended.
    ///
    /// @param start the name of the start that failed, if it came so far
    public CreateForm refused(String why, Optional<String> start) {
        return new CreateForm(fields, images, problems, new Answer(Optional.of(why), start, false), preset, choosing);
    }
}
