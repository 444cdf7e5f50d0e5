package shibafu.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Signals as people write them: `TERM`, `SIGTERM`, `15`, `RTMIN+3` (signal(7), numbers of x86_64 and aarch64).
public final class SignalName implements ITypeConverter<Integer> {
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");
    private static final int RTMIN = 34;
    private static final int RTMAX = 64;

    @Override
    public Integer convert(String value) {
        return parse(value);
    }

    static int parse(String value) {
        return find(value)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is not a signal; write a name such as TERM or a number from 1 to " + RTMAX));
    }

    /// Its number, if it is one.
    public static Optional<Integer> find(String value) {
        String name = value.strip().toUpperCase(Locale.ROOT);
        if (name.startsWith("SIG")) {
            name = name.substring(3);
        }
        int index = NAMES.indexOf(name);
        if (index >= 0) {
            return Optional.of(index + 1);
        }
        int number = number(name);
        return number < 1 || number > RTMAX ? Optional.empty() : Optional.of(number);
    }

    private static int number(String name) {
        try {
            if (name.startsWith("RTMIN")) {
                return RTMIN + (name.length() == 5 ? 0 : Integer.parseInt(name.substring(5)));
            }
            if (name.startsWith("RTMAX")) {
                return RTMAX + (name.length() == 5 ? 0 : Integer.parseInt(name.substring(5)));
            }
            return Integer.parseInt(name);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
