package shibafu.tui.create;

import java.util.Arrays;
import java.util.List;

/// Fields that are shown together.
public enum Section {
    CONTAINER("container"),
    LIMITS("more limits"),
    NAMESPACES("namespaces"),
    PROCESS("process");

    /// The most fields that one has.
    static final int ROWS = 6;

    private final String words;

    Section(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    List<CreateField> fields() {
        return Arrays.stream(CreateField.values())
                .filter(field -> field.section() == this)
                .toList();
    }

    /// The one so many further, around the end.
    Section beside(int step) {
        List<Section> all = List.of(values());
        return all.get(Math.floorMod(all.indexOf(this) + step, all.size()));
    }
}
