package shibafu.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/// A tar on its way to its reader, whose headers are kept: from them come the bytes of extended attributes, which the
/// reader takes for text ([PaxAttributes]).
public final class HeaderStream extends PassingStream {
    private static final int LARGEST = 1 << 20; // what one entry's attributes may take

    private final ByteArrayOutputStream header = new ByteArrayOutputStream();
    private boolean inHeader;

    public HeaderStream(InputStream tar) {
        super(tar);
    }

    /// What is read next is an entry's header.
    public void enterHeader() {
        header.reset();
        inHeader = true;
    }

    /// What is read next is its content.
    ///
    /// @return the entry's extended attributes that are kept
    public Map<String, byte[]> enterContent(TarArchiveEntry entry) {
        inHeader = false;
        return PaxAttributes.of(header.toByteArray(), entry.getExtraPaxHeaders());
    }

    @Override
    void pass(byte[] bytes, int offset, int length) throws IOException {
        if (!inHeader) {
            return;
        }
        if (header.size() + length > LARGEST) {
            throw new IOException("the archive has a header of more than " + LARGEST + " bytes");
        }
        header.write(bytes, offset, length);
    }
}
