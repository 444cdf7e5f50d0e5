package shibafu.pty.vt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Operating system commands. Titles are heard, colours told, and what a program wants to have copied is offered to the
/// user; links and files are not touched, and the clipboard is never told: who prints into a container's terminal is
/// not the user.
final class Osc {
    private static final int LONGEST_TITLE = 200;

    private Osc() {}

    /// @return the new title; empty if this sets none
    static Optional<String> title(String text) {
        String code = code(text);
        return code.equals("0") || code.equals("2") ? Optional.of(clean(rest(text))) : Optional.empty();
    }

    private static String code(String text) {
        int semicolon = text.indexOf(';');
        return semicolon < 0 ? text : text.substring(0, semicolon);
    }

    private static String rest(String text) {
        return text.substring(Math.min(text.length(), code(text).length() + 1));
    }

    private static String clean(String title) {
        StringBuilder clean = new StringBuilder();
        title.codePoints()
                .filter(point -> !Character.isISOControl(point) && CellWidth.of(point) > 0)
                .limit(LONGEST_TITLE)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// OSC 52 with text. What could be typed by pasting it is taken out: all controls but tab and line feed.
    ///
    /// @return empty if nothing is to be copied
    static Optional<String> clipboard(String text) {
        if (!code(text).equals("52")) {
            return Optional.empty();
        }
        String wanted = rest(rest(text));
        if (wanted.isEmpty() || wanted.equals("?")) {
            return Optional.empty();
        }
        try {
            String decoded = new String(Base64.getMimeDecoder().decode(wanted), StandardCharsets.UTF_8);
            StringBuilder copied = new StringBuilder();
            decoded.codePoints()
                    .filter(point -> point == '\n' || point == '\t' || !Character.isISOControl(point))
                    .forEach(copied::appendCodePoint);
            return copied.isEmpty() ? Optional.empty() : Optional.of(copied.toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// @return what to answer; empty if nothing was asked, or nothing that we tell
    static String answer(String text) {
        return switch (code(text)) {
            case "4" -> palette(rest(text));
            case "10" -> rest(text).equals("?") ? color("10", Palette.FOREGROUND) : "";
            case "11" -> rest(text).equals("?") ? color("11", Palette.BACKGROUND) : "";
            case "12" -> rest(text).equals("?") ? color("12", Palette.FOREGROUND) : "";
            default -> "";
        };
    }

    /// Pairs of a number and a colour, or a question mark.
    private static String palette(String pairs) {
        StringBuilder answer = new StringBuilder();
        String[] words = pairs.split(";", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (words[i + 1].equals("?") && words[i].matches("[0-9]{1,3}") && Integer.parseInt(words[i]) < 256) {
                answer.append(color("4;" + words[i], Palette.rgb(Integer.parseInt(words[i]))));
            }
        }
        return answer.toString();
    }

    private static String color(String what, int rgb) {
        StringBuilder answer = new StringBuilder("\033]").append(what).append(";rgb:");
        for (int shift = 16; shift >= 0; shift -= 8) {
            String part = String.format("%02x", rgb >> shift & 0xff);
            answer.append(part).append(part).append(shift > 0 ? "/" : "\033\\");
        }
        return answer.toString();
    }
}
