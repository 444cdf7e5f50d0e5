package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Reads what [HugetlbController] limits: a set of files for each size of huge pages that the machine has.
final class HugetlbStats {
    private HugetlbStats() {}

    static List<CgroupStats.Hugetlb> read(CgroupVersion version, StatFolder folder) throws IOException {
        String usage = version == CgroupVersion.V1 ? ".usage_in_bytes" : ".current";
        List<CgroupStats.Hugetlb> sizes = new ArrayList<>();
        for (String size : sizes(folder.directory(), usage)) {
            String file = "hugetlb." + size;
            sizes.add(
                    switch (version) {
                        case V1 ->
                            new CgroupStats.Hugetlb(
                                    size,
                                    folder.text(file + ".usage_in_bytes").number(),
                                    folder.text(file + ".limit_in_bytes").limit(),
                                    folder.text(file + ".failcnt").number(),
                                    folder.text(file + ".rsvd.usage_in_bytes").number(),
                                    folder.text(file + ".rsvd.limit_in_bytes").limit());
                        case V2 ->
                            new CgroupStats.Hugetlb(
                                    size,
                                    folder.text(file + ".current").number(),
                                    folder.text(file + ".max").limit(),
                                    folder.text(file + ".events").number("max"),
                                    folder.text(file + ".rsvd.current").number(),
                                    folder.text(file + ".rsvd.max").limit());
                    });
        }
        return sizes;
    }

    /// The kernel names a file `hugetlb.2MB.current`; the one of reservations has a word more.
    private static Iterable<String> sizes(Optional<Path> directory, String suffix) throws IOException {
        TreeSet<String> sizes = new TreeSet<>();
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            return sizes;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.get(), "hugetlb.*" + suffix)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String size = name.substring("hugetlb.".length(), name.length() - suffix.length());
                if (size.indexOf('.') < 0) {
                    sizes.add(size);
                }
            }
        }
        return sizes;
    }
}
