package shibafu.pty.vt;

import java.util.Optional;

/// Operating system commands. Titles are heard and colours told; links, clipboards and files are not touched: who
/// prints into a container's terminal is not the user.
final class Osc {
    private static final int LONGEST_TITLE = 200;

    private Osc() {}

    /// @return the new title; empty if this sets none
    static Optional<String> title(String text) {
        int semicolon = text.indexOf(';');
        String code = semicolon < 0 ? text : text.substring(0, semicolon);
        return code.equals("0") || code.equals("2")
                ? Optional.of(clean(text.substring(Math.min(text.length(), semicolon + 1))))
                : Optional.empty();
    }

    /// @return what to answer; empty if nothing was asked, or nothing that we tell
    static String answer(String text) {
        return switch (text) {
            case "10;?" -> "\033]10;rgb:c0c0/c0c0/c0c0\033\\";
            case "11;?" -> "\033]11;rgb:0000/0000/0000\033\\";
            default -> "";
        };
    }

    private static String clean(String title) {
        StringBuilder clean = new StringBuilder();
        title.codePoints()
                .filter(point -> !Character.isISOControl(point) && CellWidth.of(point) > 0)
                .limit(LONGEST_TITLE)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
