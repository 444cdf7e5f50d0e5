package shibafu.tui.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command line cut into words as a shell would: by blanks, but not within quotes or after a backslash. Nothing is
/// expanded.
///
/// @param problem why it cannot be cut
record CommandLine(List<String> words, Optional<String> problem) {
    CommandLine {
        words = List.copyOf(words);
    }

    static CommandLine parse(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        int quote = 0;
        boolean escaped = false;
        for (int c : text.codePoints().toArray()) {
            if (escaped) {
                word.appendCodePoint(c);
                escaped = false;
            } else if (c == '\\' && quote != '\'') {
                escaped = true;
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.appendCodePoint(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.appendCodePoint(c);
                inWord = true;
            }
        }
        if (quote != 0 || escaped) {
            return new CommandLine(
                    List.of(), Optional.of(quote != 0 ? "a quote is left open" : "nothing after the \\"));
        }
        if (inWord) {
            words.add(word.toString());
        }
        return new CommandLine(words, Optional.empty());
    }
}
