package shibafu.tui.reader;

import java.util.List;

/// Lines as they came.
public record PlainText(List<String> text) implements Content {
    public PlainText {
        text = List.copyOf(text);
    }

    @Override
    public List<Line> lines(Look look) {
        return text.stream().flatMap(line -> look.lines(Line.of(line)).stream()).toList();
    }
}
