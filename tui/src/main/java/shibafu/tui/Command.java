package shibafu.tui;

import java.util.List;
import java.util.function.Function;
import shibafu.tui.palette.PaletteLine;

/// Something the palette does with an argument: `:theme nord`.
///
/// @param name what is typed
/// @param hint what the argument looks like, `SECONDS`; in brackets if it may be left out; empty if there is none
/// @param help what the list says of it
/// @param values arguments to choose from, none if it can be anything
/// @param parse makes something of an argument
record Command(String name, String hint, String help, Function<Model, List<String>> values, Parse parse) {
    /// What becomes of an argument.
    interface Parse {
        Outcome of(Model model, String argument);
    }

    /// It can be done, or it is not what was expected.
    sealed interface Outcome {
        record Done(Step step) implements Outcome {}

        /// @param what a line that tells what would be right
        record Expected(String what) implements Outcome {}
    }

    /// A command that takes anything.
    static Command of(String name, String hint, String help, Parse parse) {
        return new Command(name, hint, help, model -> List.of(), parse);
    }

    /// With arguments to choose from.
    Command offering(Function<Model, List<String>> choice) {
        return new Command(name, hint, help, choice, parse);
    }

    static Outcome done(Step step) {
        return new Outcome.Done(step);
    }

    static Outcome expected(String what) {
        return new Outcome.Expected(what);
    }

    /// Whether it can be run as it is.
    boolean needsNothing() {
        return hint.isEmpty() || hint.startsWith("[");
    }

    PaletteLine line() {
        return new PaletteLine(name, hint, help, "");
    }
}
