package shibafu.pty.vt;

/// UTF-8 that comes byte by byte. What is none becomes U+FFFD, one for each longest part that could have been
/// (Unicode, chapter 3, "U+FFFD Substitution of Maximal Subparts").
final class Utf8 {
    private static final int WRONG = 0xfffd;

    private int point;
    private int missing;
    /// The bounds of the next byte: they leave out what would be too long, a surrogate, or beyond Unicode.
    private int low = 0x80;

    private int high = 0xbf;

    boolean idle() {
        return missing == 0;
    }

    void next(int octet, VtSink sink) {
        if (missing > 0) {
            if (octet >= low && octet <= high) {
                low = 0x80;
                high = 0xbf;
                point = point << 6 | (octet & 0x3f);
                missing--;
                if (missing == 0) {
                    sink.print(point);
                }
                return;
            }
            cut(sink);
        }
        begin(octet, sink);
    }

    private void begin(int octet, VtSink sink) {
        if (octet < 0x7f) {
            sink.print(octet);
        } else if (octet >= 0xc2 && octet < 0xe0) {
            expect(octet & 0x1f, 1, 0x80, 0xbf);
        } else if (octet >= 0xe0 && octet < 0xf0) {
            expect(octet & 0xf, 2, octet == 0xe0 ? 0xa0 : 0x80, octet == 0xed ? 0x9f : 0xbf);
        } else if (octet >= 0xf0 && octet < 0xf5) {
            expect(octet & 7, 3, octet == 0xf0 ? 0x90 : 0x80, octet == 0xf4 ? 0x8f : 0xbf);
        } else if (octet != 0x7f) {
            sink.print(WRONG);
        }
    }

    private void expect(int bits, int more, int from, int to) {
        point = bits;
        missing = more;
        low = from;
        high = to;
    }

    /// Something else comes in the middle of a character.
    void cut(VtSink sink) {
        if (missing > 0) {
            missing = 0;
            low = 0x80;
            high = 0xbf;
            sink.print(WRONG);
        }
    }
}
