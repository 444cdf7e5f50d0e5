package shibafu.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Builds archives, good ones and such as nobody should send.
final class TestTar {
    static final Instant MODIFIED = Instant.parse("2020-02-02T02:02:02Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    TestTar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    TestTar directory(String name, int mode) {
        return entry(name.endsWith("/") ? name : name + "/", TarConstants.LF_DIR, mode, "", "");
    }

    TestTar file(String name, String content) {
        return file(name, content, 0644);
    }

    TestTar file(String name, String content, int mode) {
        return entry(name, TarConstants.LF_NORMAL, mode, "", content);
    }

    TestTar symbolicLink(String name, String target) {
        return entry(name, TarConstants.LF_SYMLINK, 0777, target, "");
    }

    TestTar hardLink(String name, String target) {
        return entry(name, TarConstants.LF_LINK, 0644, target, "");
    }

    TestTar special(String name, byte kind) {
        return entry(name, kind, 0666, "", "");
    }

    TestTar device(String name, byte kind, int major, int minor) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setDevMajor(major);
        entry.setDevMinor(minor);
        return put(entry, "");
    }

    TestTar owned(String name, long uid, long gid, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setUserId(uid);
        entry.setGroupId(gid);
        entry.setMode(mode);
        return put(entry, "");
    }

    TestTar withPaxHeaders(String name, Map<String, String> headers) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        headers.forEach(entry::addPaxHeader);
        return put(entry, "");
    }

    byte[] bytes() {
        try {
            tar.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] gzip() {
        return gzip(bytes());
    }

    Path write(Path file) throws IOException {
        return Files.write(file, file.toString().endsWith("gz") ? gzip() : bytes());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private TestTar entry(String name, byte kind, int mode, String target, String content) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        entry.setMode(mode);
        return put(entry, content);
    }

    private TestTar put(TarArchiveEntry entry, String content) {
        try {
            byte[] data = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(data.length);
            entry.setModTime(MODIFIED.toEpochMilli());
            tar.putArchiveEntry(entry);
            tar.write(data);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
