package shibafu.engine.event;

/// How much programs have to wait. The levels are those of v1's `memory.pressure_level`; where the kernel measures
/// waiting time instead (PSI), each is a share of a second.
public enum PressureLevel {
    /// Memory is being taken back; some program waits for 15 % of a second.
    LOW("low", "some 150000 1000000"),
    /// Taking it back is hard; some program waits for half of a second.
    MEDIUM("medium", "some 500000 1000000"),
    /// A process may be killed soon; all programs wait at once for half of a second.
    CRITICAL("critical", "full 500000 1000000");

    private final String word;
    private final String trigger;

    PressureLevel(String word, String trigger) {
        this.word = word;
        this.trigger = trigger;
    }

    /// v1's name.
    public String word() {
        return word;
    }

    /// What a PSI file is told to wait for: whose waiting, how long of it, in which time, in microseconds.
    String trigger() {
        return trigger;
    }
}
