package shibafu.tui.create;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import shibafu.tui.form.Amounts;

/// What is wrong with the text of a field, and how to mend it.
final class FieldChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+.-]{1,255}");
    private static final Pattern CPUS = Pattern.compile("[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*");
    private static final Pattern DISK = Pattern.compile("/dev/[^:]+:[0-9]+[kmg]?");
    private static final Pattern MODE = Pattern.compile("private|host|container:[A-Za-z0-9_+.-]+|ns:/.+");
    private static final Pattern MAP = Pattern.compile("[0-9]+:[0-9]+:[0-9]+");
    private static final Pattern USER = Pattern.compile("[^:\\s]+(:[^:\\s]+)?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Pattern MOUNT = Pattern.compile("[^:]+:/[^:]*(:[a-z,=0-9]+)?");
    private static final int LEAST_SHARES = 2;
    private static final int MOST_SHARES = 262_144;

    private FieldChecks() {}

    /// @param whole what 100% of memory is
    /// @param taken names of containers there are
    static Optional<String> problem(CreateField field, String text, OptionalLong whole, List<String> taken) {
        if (text.isEmpty()) {
            return field == CreateField.IMAGE
                    ? Optional.of("an image is needed: a name, or a path to an archive or directory")
                    : Optional.empty();
        }
        return switch (field) {
            case IMAGE -> Optional.empty();
            case COMMAND -> CommandLine.parse(text).problem();
            case NAME -> name(text, taken);
            case MEMORY, SWAP -> Amounts.memory(text, whole).problem();
            case CPU -> Amounts.cpu(text).problem();
            case PIDS -> Amounts.pids(text, OptionalLong.empty()).problem();
            case SHARES -> shares(text);
            case CPUSET -> unless(CPUS.matcher(text).matches(), "write CPUs as 0-2,7 (this machine's begin at 0)");
            case READ, WRITE ->
                each(text, DISK, "write a disk and its bytes a second, /dev/sda:10m (lsblk lists disks)");
            case NETWORK ->
                text.equals("none") ? Optional.empty() : mode(text, "none, host, container:NAME or ns:/PATH");
            case PID, IPC, UTS -> mode(text, "private, host, container:NAME or ns:/PATH");
            case USER_MAP -> each(text, MAP, "write three numbers, inside:outside:how many, such as 0:100000:65536");
            case USER -> unless(USER.matcher(text).matches(), "write a user, or user:group, as numbers or names");
            case DIRECTORY -> unless(text.startsWith("/"), "a path inside the container begins with /");
            case ENVIRONMENT -> each(text, VARIABLE, "write KEY=value; one with blanks in quotes: KEY='two words'");
            case MOUNTS -> each(text, MOUNT, "write /here:/inside, or /here:/inside:ro to keep it unwritten");
            case TERMINAL -> unless(field.words().contains(text), "write yes or no");
        };
    }

    private static Optional<String> name(String name, List<String> taken) {
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            return Optional.of("a name is made of letters, digits and _ + . -");
        }
        return taken.contains(name) ? Optional.of("there is a container of that name") : Optional.empty();
    }

    private static Optional<String> shares(String text) {
        boolean number = text.matches("[0-9]{1,9}");
        int value = number ? Integer.parseInt(text) : 0;
        return unless(
                value >= LEAST_SHARES && value <= MOST_SHARES,
                "a weight is a number from " + LEAST_SHARES + " to " + MOST_SHARES + "; 1024 is everybody's");
    }

    private static Optional<String> mode(String text, String wanted) {
        return unless(MODE.matcher(text).matches(), "write " + wanted);
    }

    private static Optional<String> each(String text, Pattern form, String wanted) {
        CommandLine words = CommandLine.parse(text);
        return words.problem()
                .or(() -> unless(
                        words.words().stream()
                                .allMatch(word -> form.matcher(word).matches()),
                        wanted));
    }

    private static Optional<String> unless(boolean well, String problem) {
        return well ? Optional.empty() : Optional.of(problem);
    }
}
