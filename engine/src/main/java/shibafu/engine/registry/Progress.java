package shibafu.engine.registry;

/// Told how blobs get on, from several threads at once.
public interface Progress {
    /// Nobody wants to know.
    Progress NONE = new Progress() {
        @Override
        public void began(Digest blob, long sizeBytes) {}

        @Override
        public void moved(Digest blob, long bytes) {}

        @Override
        public void ended(Digest blob, String how) {}
    };

    /// A blob of that size is wanted at the other end.
    void began(Digest blob, long sizeBytes);

    /// So many bytes of it are there.
    void moved(Digest blob, long bytes);

    /// It is there.
    ///
    /// @param how a word or two for people: `done`, `already there`, `mounted from ...`
    void ended(Digest blob, String how);
}
