package shibafu.tui.create;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.service.NewContainer;
import shibafu.engine.service.RunCommandLine;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;

/// What keys make of the form.
public final class CreateUpdate {
    public static final KeyTable<FormAction> KEYS = FormAction.table("forms", "create");

    private CreateUpdate() {}

    /// What came of a key.
    ///
    /// @param form empty: closed
    /// @param container what to create, if it is to be created now
    /// @param copied a command line that is to be copied
    public record Outcome(Optional<CreateForm> form, Optional<NewContainer> container, Optional<String> copied) {
        static Outcome stay(CreateForm form) {
            return new Outcome(Optional.of(form), Optional.empty(), Optional.empty());
        }
    }

    /// @param taken names of containers there are
    /// @param machineMemory what 100% of memory is, 0 where unknown
    public static Outcome key(CreateForm form, Key key, List<String> taken, long machineMemory, Keymap keymap) {
        if (form.choosing().isPresent()) {
            return choose(form, form.choosing().getAsInt(), key, taken, keymap);
        }
        Optional<CreateAction> own = keymap.of(CreateAction.KEYS).action(key);
        if (own.isPresent()) {
            return act(form, own.get(), taken, machineMemory);
        }
        Optional<FormAction> action = keymap.of(KEYS).action(key);
        if (action.isPresent()) {
            return switch (action.get()) {
                case NEXT -> Outcome.stay(form.with(form.fields().next()));
                case PREVIOUS -> Outcome.stay(form.with(form.fields().previous()));
                case CANCEL -> new Outcome(Optional.empty(), Optional.empty(), Optional.empty());
                case SUBMIT -> form.pending() ? Outcome.stay(form) : submit(form, taken, machineMemory);
            };
        }
        boolean choosing = form.fields().focused().chooses();
        return Outcome.stay(
                choosing && key.name().equals("left")
                        ? form.chosen(-1)
                        : choosing && key.name().equals("right") ? form.chosen(1) : form.edited(key));
    }

    public static CreateForm pasted(CreateForm form, String text) {
        return form.with(form.fields().pasted(text));
    }

    private static Outcome act(CreateForm form, CreateAction action, List<String> taken, long machineMemory) {
        return switch (action) {
            case MORE -> Outcome.stay(beside(form, 1));
            case BACK -> Outcome.stay(beside(form, -1));
            case EXPERIMENTS -> Outcome.stay(form.choosing(OptionalInt.of(0)));
            case COPY ->
                new Outcome(
                        Optional.of(form),
                        Optional.empty(),
                        new FormContainer(form.fields(), machineMemory)
                                .container(taken)
                                .map(RunCommandLine::text));
        };
    }

    private static CreateForm beside(CreateForm form, int step) {
        Section section = form.fields().focused().section().beside(step);
        return form.with(form.fields().focus(section.fields().getFirst()));
    }

    private static Outcome choose(CreateForm form, int marked, Key key, List<String> taken, Keymap keymap) {
        List<Preset> presets = Preset.FIRST;
        return Outcome.stay(keymap.of(CreateAction.CHOOSING)
                .action(key)
                .map(action -> switch (action) {
                    case NEXT -> form.choosing(OptionalInt.of((marked + 1) % presets.size()));
                    case PREVIOUS -> form.choosing(OptionalInt.of(Math.floorMod(marked - 1, presets.size())));
                    case CANCEL -> form.choosing(OptionalInt.empty());
                    case SUBMIT -> form.filled(presets.get(marked), taken);
                })
                .orElse(form));
    }

    private static Outcome submit(CreateForm form, List<String> taken, long machineMemory) {
        FormContainer described = new FormContainer(form.fields(), machineMemory);
        Map<CreateField, String> problems = described.problems(taken);
        return problems.isEmpty()
                ? new Outcome(Optional.of(form.waiting()), described.container(taken), Optional.empty())
                : Outcome.stay(form.wrong(problems));
    }
}
