package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shibafu.tui.containers.ListAction;
import shibafu.tui.form.TextField;
import shibafu.tui.keys.Binding;
import shibafu.tui.keys.Key;
import shibafu.tui.keys.KeyTable;
import shibafu.tui.palette.PaletteAction;
import shibafu.tui.palette.PaletteLine;
import shibafu.tui.palette.PaletteModel;
import shibafu.tui.palette.Ranking;

/// What keys make of the palette: every action of the list and every command, by name.
final class PaletteKeys {
    private PaletteKeys() {}

    /// What a line of the list stands for.
    private sealed interface Entry {
        PaletteLine line();

        /// An action of a key table.
        record Act(PaletteLine line, Function<Model, Step> run) implements Entry {}

        record Run(Command command) implements Entry {
            @Override
            public PaletteLine line() {
                return command.line();
            }
        }

        /// An argument of the command that stands in the line.
        record Value(Command command, PaletteLine line) implements Entry {}
    }

    static Step update(Model model, PaletteModel palette, Key key) {
        Optional<PaletteAction> action = model.keymap().of(PaletteAction.KEYS).action(key);
        if (action.isEmpty()) {
            return stay(model, palette.with(palette.text().edited(key)));
        }
        List<Entry> entries = entries(model, palette);
        return switch (action.get()) {
            case LEAVE -> Step.of(model.withDialog(Dialog.NONE));
            case UP -> stay(model, palette.moved(-1, entries.size()));
            case DOWN -> stay(model, palette.moved(1, entries.size()));
            case COMPLETE -> stay(model, completed(palette, entries));
            case RUN -> entered(model, palette, entries);
        };
    }

    static Model pasted(Model model, PaletteModel palette, String text) {
        return model.withDialog(
                new Dialog.Commanding(palette.with(palette.text().pasted(text))));
    }

    /// What the list shows.
    static List<PaletteLine> lines(Model model, PaletteModel palette) {
        return entries(model, palette).stream().map(Entry::line).toList();
    }

    private static Step stay(Model model, PaletteModel palette) {
        return Step.of(model.withDialog(new Dialog.Commanding(palette)));
    }

    private static Optional<Command> command(PaletteModel palette) {
        return palette.command().flatMap(name -> Commands.ALL.stream()
                .filter(command -> command.name().equals(name))
                .findFirst());
    }

    private static List<Entry> entries(Model model, PaletteModel palette) {
        Optional<Command> command = command(palette);
        if (command.isPresent()) {
            List<Entry> values = command.get().values().apply(model).stream()
                    .<Entry>map(value -> new Entry.Value(command.get(), PaletteLine.value(value)))
                    .toList();
            List<Entry> ranked = Ranking.of(values, palette.argument(), Entry::line);
            return ranked.isEmpty() ? List.of(new Entry.Run(command.get())) : ranked;
        }
        List<Entry> all = new ArrayList<>();
        acts(all, model.keymap().of(ListAction.KEYS), (each, action) -> ListKeys.act(each, action));
        acts(all, model.keymap().of(GlobalAction.KEYS), (each, action) -> Keys.global(each, action));
        Commands.ALL.forEach(each -> all.add(new Entry.Run(each)));
        return Ranking.of(all, palette.text().text(), Entry::line);
    }

    private interface Acting<A> {
        Step act(Model model, A action);
    }

    private static <A extends Enum<A>> void acts(List<Entry> all, KeyTable<A> table, Acting<A> acting) {
        for (Binding<A> binding : table.bindings()) {
            if (binding.action() != GlobalAction.PALETTE) {
                PaletteLine line = new PaletteLine(binding.name(), "", binding.help(), binding.label());
                all.add(new Entry.Act(line, model -> acting.act(model, binding.action())));
            }
        }
    }

    /// The marked line is taken into the line that is typed.
    private static PaletteModel completed(PaletteModel palette, List<Entry> entries) {
        return chosen(palette, entries)
                .map(entry -> switch (entry) {
                    case Entry.Act act -> act.line().name();
                    case Entry.Run run ->
                        command(palette).isPresent()
                                ? palette.text().text()
                                : run.command().name() + (run.command().hint().isEmpty() ? "" : " ");
                    case Entry.Value value ->
                        value.command().name() + " " + value.line().name();
                })
                .map(text -> palette.with(TextField.of(text)))
                .orElse(palette);
    }

    private static Step entered(Model model, PaletteModel palette, List<Entry> entries) {
        Optional<Entry> entry = chosen(palette, entries);
        if (entry.isEmpty()) {
            return stay(
                    model, palette.wrong("nothing is called \"" + palette.text().text() + "\""));
        }
        return switch (entry.get()) {
            case Entry.Act act -> act.run().apply(model.withDialog(Dialog.NONE));
            case Entry.Value value ->
                run(model, palette, value.command(), value.line().name());
            case Entry.Run run -> {
                boolean typed = command(palette).isPresent();
                yield typed || run.command().needsNothing()
                        ? run(model, palette, run.command(), typed ? palette.argument() : "")
                        : stay(model, completed(palette, entries));
            }
        };
    }

    private static Step run(Model model, PaletteModel palette, Command command, String argument) {
        return switch (command.parse().of(model.withDialog(Dialog.NONE), argument)) {
            case Command.Outcome.Done done -> done.step();
            case Command.Outcome.Expected expected -> stay(model, palette.wrong(expected.what()));
        };
    }

    private static Optional<Entry> chosen(PaletteModel palette, List<Entry> entries) {
        return palette.chosen() < entries.size() ? Optional.of(entries.get(palette.chosen())) : Optional.empty();
    }
}
