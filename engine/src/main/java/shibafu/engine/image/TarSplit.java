package shibafu.engine.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// All of a layer's tar but what is in its files, so that the same tar can be written again from the unpacked tree, to
/// the last byte: headers can be written in many ways, and a layer is known by its digest.
final class TarSplit {
    private static final int RAW = 1;
    private static final int FILE = 2;
    private static final int END = 3;
    private static final int LARGEST_CHUNK = 1 << 16;

    private TarSplit() {}

    /// Hands a tar on to who reads it, and keeps what is not in files.
    static final class Recorder extends PassingStream {
        private final DataOutputStream out;
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private final ByteArrayOutputStream header = new ByteArrayOutputStream();
        private boolean inHeader;
        private boolean inFile;
        private long fileBytes;
        private String file = "";

        /// @param split where to write to
        Recorder(InputStream tar, Path split) throws IOException {
            super(tar);
            this.out = new DataOutputStream(new BufferedOutputStream(new Fast(Files.newOutputStream(split))));
        }

        /// What follows is the head of an entry.
        void enterHeader() {
            header.reset();
            inHeader = true;
        }

        /// What follows is its content, if it has any.
        void enterData() {
            inHeader = false;
        }

        /// The head of the entry.
        byte[] header() {
            return header.toByteArray();
        }

        /// What follows is the content of a file that stands at `path` in the tree.
        void enterFile(EntryPath path) throws IOException {
            flushRaw();
            inFile = true;
            fileBytes = 0;
            file = String.join("/", path.steps());
        }

        void leaveFile() throws IOException {
            byte[] name = file.getBytes(StandardCharsets.UTF_8);
            inFile = false;
            out.writeByte(FILE);
            out.writeInt(name.length);
            out.write(name);
            out.writeLong(fileBytes);
        }

        /// Reads the rest, and ends the record.
        void finish() throws IOException {
            inHeader = false;
            transferTo(OutputStream.nullOutputStream());
            flushRaw();
            out.writeByte(END);
            out.close();
        }

        @Override
        void pass(byte[] bytes, int offset, int length) throws IOException {
            if (inFile) {
                fileBytes += length;
                return;
            }
            raw.write(bytes, offset, length);
            if (inHeader) {
                header.write(bytes, offset, length);
            }
            if (raw.size() >= LARGEST_CHUNK) {
                flushRaw();
            }
        }

        /// For the case that it ends early.
        void abandon() throws IOException {
            out.close();
        }

        private void flushRaw() throws IOException {
            if (raw.size() > 0) {
                out.writeByte(RAW);
                out.writeInt(raw.size());
                raw.writeTo(out);
                raw.reset();
            }
        }
    }

    /// Writes the tar.
    ///
    /// @throws IOException also if the tree no longer holds what it held
    static void replay(Path split, Path tree, OutputStream out) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(split))))) {
            while (true) {
                switch (in.readByte()) {
                    case RAW -> copy(in, in.readInt(), out);
                    case FILE -> {
                        String name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                        copyFile(tree.resolve(name), in.readLong(), out);
                    }
                    case END -> {
                        return;
                    }
                    default -> throw new IOException(split + " is damaged");
                }
            }
        }
    }

    private static void copyFile(Path file, long bytes, OutputStream out) throws IOException {
        if (bytes == 0) {
            return;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no file any more"); // a FIFO that took its place would keep us waiting
        }
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            copy(content, bytes, out);
        } catch (EOFException e) {
            throw new IOException(file + " is shorter than it was", e);
        }
    }

    private static void copy(InputStream in, long bytes, OutputStream out) throws IOException {
        byte[] buffer = new byte[LARGEST_CHUNK];
        long left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /// Headers are mostly zeros: the fastest compression does nearly all.
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, LARGEST_CHUNK);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
