package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Sets huge pages of 2 MB aside, and gives them back.
record HugePages(long before) implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB");

    static HugePages reserve(long free) throws IOException {
        HugePages pages = new HugePages(number("nr_hugepages"));
        long missing = free - pages.free();
        if (missing > 0) {
            Files.writeString(DIRECTORY.resolve("nr_hugepages"), Long.toString(pages.before + missing));
        }
        return pages;
    }

    long free() throws IOException {
        return number("free_hugepages");
    }

    @Override
    public void close() throws IOException {
        Files.writeString(DIRECTORY.resolve("nr_hugepages"), Long.toString(before));
    }

    private static long number(String file) throws IOException {
        return Long.parseLong(Files.readString(DIRECTORY.resolve(file)).strip());
    }
}
