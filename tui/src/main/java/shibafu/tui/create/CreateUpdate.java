package shibafu.tui.create;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import shibafu.engine.service.LimitChange;
import shibafu.engine.service.NewContainer;
import shibafu.tui.form.Amount;
import shibafu.tui.form.Amounts;
import shibafu.tui.form.Fields;
import shibafu.tui.form.FormAction;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.keys.Keymap;

/// What keys make of the form.
public final class CreateUpdate {
    public static final KeyTable<FormAction> KEYS = FormAction.table("forms", "create");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.-]{1,255}");

    private CreateUpdate() {}

    /// What came of a key.
    ///
    /// @param form empty: closed
    /// @param container what to create, if it is to be created now
    public record Outcome(Optional<CreateForm> form, Optional<NewContainer> container) {
        static Outcome stay(CreateForm form) {
            return new Outcome(Optional.of(form), Optional.empty());
        }
    }

    /// @param taken names of containers there are
    /// @param machineMemory what 100% of memory is, 0 where unknown
    public static Outcome key(CreateForm form, Key key, List<String> taken, long machineMemory, Keymap keymap) {
        Optional<FormAction> action = keymap.of(KEYS).action(key);
        if (action.isPresent()) {
            return switch (action.get()) {
                case NEXT -> Outcome.stay(form.with(form.fields().next()));
                case PREVIOUS -> Outcome.stay(form.with(form.fields().previous()));
                case CANCEL -> new Outcome(Optional.empty(), Optional.empty());
                case SUBMIT -> form.pending() ? Outcome.stay(form) : submit(form, taken, machineMemory);
            };
        }
        boolean choosing = form.fields().focused() == CreateField.IMAGE;
        return Outcome.stay(
                choosing && key.name().equals("left")
                        ? form.chosen(-1)
                        : choosing && key.name().equals("right") ? form.chosen(1) : form.edited(key));
    }

    public static CreateForm pasted(CreateForm form, String text) {
        return form.with(form.fields().pasted(text));
    }

    private static Outcome submit(CreateForm form, List<String> taken, long machineMemory) {
        Fields<CreateField> fields = form.fields();
        OptionalLong whole = machineMemory > 0 ? OptionalLong.of(machineMemory) : OptionalLong.empty();
        Amount memory = Amounts.memory(fields.text(CreateField.MEMORY), whole);
        Amount cpu = Amounts.cpu(fields.text(CreateField.CPU));
        Amount pids = Amounts.pids(fields.text(CreateField.PIDS), OptionalLong.empty());
        CommandLine command = CommandLine.parse(fields.text(CreateField.COMMAND));

        Map<CreateField, String> problems = new EnumMap<>(CreateField.class);
        if (fields.text(CreateField.IMAGE).isEmpty()) {
            problems.put(CreateField.IMAGE, "an image is needed: a name, or a path to an archive or directory");
        }
        command.problem().ifPresent(problem -> problems.put(CreateField.COMMAND, problem));
        name(fields.text(CreateField.NAME), taken).ifPresent(problem -> problems.put(CreateField.NAME, problem));
        memory.problem().ifPresent(problem -> problems.put(CreateField.MEMORY, problem));
        cpu.problem().ifPresent(problem -> problems.put(CreateField.CPU, problem));
        pids.problem().ifPresent(problem -> problems.put(CreateField.PIDS, problem));
        if (!problems.isEmpty()) {
            return Outcome.stay(form.wrong(problems));
        }
        Optional<String> name = Optional.of(fields.text(CreateField.NAME)).filter(text -> !text.isEmpty());
        LimitChange limits = new LimitChange(memory.value(), cpu.value(), period(cpu), pids.value());
        NewContainer container = new NewContainer(name, fields.text(CreateField.IMAGE), command.words(), limits);
        return new Outcome(Optional.of(form.waiting()), Optional.of(container));
    }

    private static OptionalLong period(Amount cpu) {
        return cpu.value().isPresent() ? OptionalLong.of(Amounts.PERIOD_MICROS) : OptionalLong.empty();
    }

    private static Optional<String> name(String name, List<String> taken) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            return Optional.of("a name is made of letters, digits and _ + . -");
        }
        return taken.contains(name) ? Optional.of("there is a container of that name") : Optional.empty();
    }
}
