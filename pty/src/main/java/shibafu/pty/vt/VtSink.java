package shibafu.pty.vt;

/// What the parser has found in the bytes.
interface VtSink {
    /// Characters of ASCII that are printed.
    ///
    /// @param to exclusive
    void printAscii(byte[] bytes, int from, int to);

    void print(int codePoint);

    /// BEL, BS, HT, LF, CR, SO, ...
    void control(int code);

    /// @param intermediate what stands before the final; 0 if nothing does
    void escape(int intermediate, int last);

    /// @param marker one of `< = > ?`, or 0
    /// @param intermediate as above
    void csi(int marker, Params params, int intermediate, int last);

    void osc(String text);

    /// @param last the letter that names what the string is
    void dcs(int marker, Params params, int intermediate, int last, String text);
}
