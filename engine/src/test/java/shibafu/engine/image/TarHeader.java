package shibafu.engine.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first header of a tar as bytes, to be bent.
final class TarHeader {
    static final int SIZE = 512;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private TarHeader() {}

    /// Makes the checksum right again.
    static void sign(byte[] tar) {
        Arrays.fill(tar, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += tar[i] & 0xff;
        }
        byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, tar, CHECKSUM, text.length);
    }
}
