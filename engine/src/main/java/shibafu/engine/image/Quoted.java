package shibafu.engine.image;

/// Hostile text on its way to somebody's terminal: as it is where that is harmless, quoted and escaped otherwise.
final class Quoted {
    private static final int LONGEST = 200;

    private Quoted() {}

    static String of(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        StringBuilder escaped = new StringBuilder();
        shown.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '"' || c == '\\') {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        boolean plain = !shown.isEmpty() && escaped.length() == shown.length() && shown.indexOf(' ') < 0;
        return plain ? shown : "\"" + escaped + "\"";
    }
}
