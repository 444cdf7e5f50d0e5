package shibafu.tui.images;

/// The fields of an import, in their order.
public enum ImageField {
    PATH("path", "an archive (tar, tar.gz) or a directory; → completes"),
    NAME("name", "empty: as the file is called");

    private final String label;
    private final String hint;

    ImageField(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }
}
