package shibafu.engine.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Extended attributes of a tar's entry, as bytes: the reader takes their values for UTF-8, which capabilities are not.
public final class PaxAttributes {
    private static final String KEY = "SCHILY.xattr.";
    private static final int MOST_DIGITS = 7;
    private static final int LONGEST_NAME = 99;
    private static final int LAST_ASCII = 127;
    private static final long LARGEST_ID = 07777777; // seven octal digits

    private PaxAttributes() {}

    /// Whether a layer keeps it: what a program may see the effect of. Those of overlayfs would let a layer reach for
    /// others.
    public static boolean isKept(String attribute) {
        boolean wanted = attribute.equals(FileCapability.NAME) || attribute.startsWith("user.");
        return wanted && !OpaqueMark.isOfOverlay(attribute);
    }

    /// Gives attributes to an entry that comes next.
    public static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, Map<String, byte[]> attributes)
            throws IOException {
        if (attributes.values().stream().allMatch(PaxAttributes::isText)) {
            attributes.forEach((name, value) -> entry.addPaxHeader(KEY + name, text(value)));
            return;
        }
        // The writer takes texts only. Readers heed one header an entry: what its own would say stands in this.
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
            record(records, KEY + attribute.getKey(), attribute.getValue());
        }
        for (Map.Entry<String, String> moved : move(entry).entrySet()) {
            record(records, moved.getKey(), moved.getValue().getBytes(StandardCharsets.UTF_8));
        }
        TarArchiveEntry header = new TarArchiveEntry("PaxHeaders/x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setModTime(0);
        header.setIds(0, 0);
        header.setSize(records.size());
        tar.putArchiveEntry(header);
        records.writeTo(tar);
        tar.closeArchiveEntry();
    }

    /// Takes from an entry what does not fit into its fields.
    private static Map<String, String> move(TarArchiveEntry entry) {
        Map<String, String> moved = new TreeMap<>();
        String name = entry.getName();
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c > LAST_ASCII)) {
            moved.put("path", name);
            entry.setName(name.endsWith("/") ? "PaxEntry/" : "PaxEntry");
        }
        if (entry.getLongUserId() > LARGEST_ID) {
            moved.put("uid", Long.toString(entry.getLongUserId()));
            entry.setUserId(0);
        }
        if (entry.getLongGroupId() > LARGEST_ID) {
            moved.put("gid", Long.toString(entry.getLongGroupId()));
            entry.setGroupId(0);
        }
        return moved;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static boolean isText(byte[] value) {
        return Arrays.equals(text(value).getBytes(StandardCharsets.UTF_8), value);
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts its own digits (pax(1)).
    private static void record(ByteArrayOutputStream content, String key, byte[] value) throws IOException {
        byte[] middle = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
        int rest = middle.length + value.length + 1;
        int length = rest + String.valueOf(rest).length();
        length = rest + String.valueOf(length).length();
        content.write(String.valueOf(length).getBytes(StandardCharsets.US_ASCII));
        content.write(middle);
        content.write(value);
        content.write('\n');
    }

    /// Those of an entry that are kept.
    ///
    /// @param header all that stands in the tar between the last entry's content and this one's
    /// @param read what the reader has made of it
    static Map<String, byte[]> of(byte[] header, Map<String, String> read) {
        Map<String, byte[]> found = new TreeMap<>();
        for (String key : read.keySet()) {
            String name = key.startsWith(KEY) ? key.substring(KEY.length()) : "";
            if (isKept(name)) {
                byte[] value = value(header, key);
                if (value.length > 0) {
                    found.put(name, value);
                }
            }
        }
        return found;
    }

    /// The value of `LENGTH KEY=VALUE\n` (pax(1)); empty if there is none.
    private static byte[] value(byte[] header, String key) {
        byte[] wanted = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
        for (int at = 1; at + wanted.length <= header.length; at++) {
            if (Arrays.equals(header, at, at + wanted.length, wanted, 0, wanted.length)) {
                int start = at;
                while (start > 0 && at - start < MOST_DIGITS && Character.isDigit(header[start - 1])) {
                    start--;
                }
                int length = start == at
                        ? 0
                        : Integer.parseInt(new String(header, start, at - start, StandardCharsets.US_ASCII));
                int from = at + wanted.length;
                int to = start + length - 1;
                return to > from && to <= header.length ? Arrays.copyOfRange(header, from, to) : new byte[0];
            }
        }
        return new byte[0];
    }
}
