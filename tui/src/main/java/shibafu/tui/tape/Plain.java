package shibafu.tui.tape;

/// Text from a file that anybody may have written.
final class Plain {
    private static final int MOST = 4096;

    private Plain() {}

    /// Without what would move the cursor of a terminal, and not endless. Line breaks stay: kernel files have them.
    static String line(String text) {
        String cut = text.length() > MOST ? text.substring(0, MOST) : text;
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
