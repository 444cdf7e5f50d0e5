package shibafu.engine.seccomp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The numbers of an architecture's system calls, up to Linux 6.18: a line `name number` each.
final class SyscallTable {
    private SyscallTable() {}

    static Map<String, Integer> of(String architecture) {
        String name = architecture + ".txt";
        try (InputStream in = SyscallTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("it is missing from the program");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException("read system call table " + name + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> parse(String text) {
        Map<String, Integer> table = HashMap.newHashMap(512);
        int at = 0;
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int end = text.indexOf('\n', space);
            table.put(text.substring(at, space), Integer.parseInt(text, space + 1, end, 10));
            at = end + 1;
        }
        return table;
    }
}
