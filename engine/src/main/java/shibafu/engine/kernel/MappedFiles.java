package shibafu.engine.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The JVM's own files in this program's memory: its code, its classes, its AOT cache. A start touches most of their
/// pages, what comes after it few.
@SuppressWarnings("restricted")
public final class MappedFiles {
    private static final int MADV_DONTNEED = 4;

    private static final MethodHandle MADVISE =
            LibC.function("madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    /// Those that stay where they are as long as the JVM lives, without what it may write to (smaps of proc(5)).
    private static final Pattern LASTING = Pattern.compile(
            "([0-9a-f]+)-([0-9a-f]+) r-[-x][ps] .* /.*(?:\\.aot|/classes[^/]*\\.jsa|/libjvm\\.so|/lib/modules)");

    /// Private copies of pages, which have no file to come back from.
    private static final String NO_COPIES = "Anonymous:             0 kB";

    private MappedFiles() {}

    /// Lets their pages go from this program's memory; what is used again comes back from the host's cache of files.
    public static void release() throws IOException {
        long from = 0;
        long to = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            Matcher lasting = LASTING.matcher(line);
            if (lasting.matches()) {
                from = Long.parseUnsignedLong(lasting.group(1), 16);
                to = Long.parseUnsignedLong(lasting.group(2), 16);
            } else if (line.startsWith("Anonymous:")) {
                if (from < to && line.equals(NO_COPIES)) {
                    forget(from, to - from);
                }
                to = 0;
            }
        }
    }

    private static void forget(long from, long length) throws SystemCallException {
        LibC.call("forget pages of a file", errno -> (int) MADVISE.invokeExact(errno, from, length, MADV_DONTNEED));
    }
}
