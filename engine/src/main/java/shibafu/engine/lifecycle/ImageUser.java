package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.ImageTree;
import shibafu.engine.spec.Spec.User;

/// A user as an image's `/etc/passwd` and `/etc/group` know it (passwd(5)), resolved to numbers before
/// any plan is made.
///
/// @param home for the variable HOME
public record ImageUser(User user, String home) {
    /// Resolves `USER[:GROUP]`. A number is a number even where the image has a user of that name (CVE-2016-3697).
    ///
    /// @throws ShibafuException if the image does not know the name
    public static ImageUser resolve(Path rootfs, String text) {
        String[] parts = text.split(":", 2);
        List<String[]> users = entries(rootfs, "passwd", 7);
        Optional<String[]> entry = find(users, parts[0], 2);
        int uid = number(parts[0]).orElseGet(() -> entry.map(line -> Integer.parseInt(line[2]))
                .orElseThrow(() -> unknown("user", parts[0], rootfs)));
        int gid = entry.map(line -> Integer.parseInt(line[3])).orElse(0);
        List<String[]> groups = entries(rootfs, "group", 4);
        List<Integer> additional = new ArrayList<>();
        if (parts.length == 2) {
            gid = number(parts[1]).orElseGet(() -> find(groups, parts[1], 2)
                    .map(line -> Integer.parseInt(line[2]))
                    .orElseThrow(() -> unknown("group", parts[1], rootfs)));
        } else if (entry.isPresent()) {
            additional.addAll(memberships(groups, entry.get()[0], gid));
        }
        // As docker does: a file that shuts its group out must not let in who could leave that group (CVE-2022-36109).
        additional.addFirst(gid);
        return new ImageUser(
                new User(uid, gid, OptionalInt.empty(), additional),
                entry.map(line -> line[5]).filter(home -> home.startsWith("/")).orElse("/"));
    }

    /// The same with more groups, by number or by name in the image.
    ///
    /// @throws ShibafuException if the image does not know the name
    public ImageUser withGroups(Path rootfs, List<String> names) {
        List<String[]> groups = entries(rootfs, "group", 4);
        List<Integer> all = new ArrayList<>(user.additionalGids());
        for (String name : names) {
            all.add(number(name).orElseGet(() -> find(groups, name, 2)
                    .map(line -> Integer.parseInt(line[2]))
                    .orElseThrow(() -> unknown("group", name, rootfs))));
        }
        return new ImageUser(new User(user.uid(), user.gid(), user.umask(), all), home);
    }

    /// The highest id that the image has a name for. That of nobody stands for all that have none, and is left out.
    static int highestId(Path rootfs) {
        int highest = 0;
        for (String[] user : entries(rootfs, "passwd", 7)) {
            if (!user[0].equals("nobody")) {
                highest = Math.max(highest, Math.max(Integer.parseInt(user[2]), Integer.parseInt(user[3])));
            }
        }
        for (String[] group : entries(rootfs, "group", 4)) {
            if (!group[0].equals("nobody") && !group[0].equals("nogroup")) {
                highest = Math.max(highest, Integer.parseInt(group[2]));
            }
        }
        return highest;
    }

    private static List<Integer> memberships(List<String[]> groups, String name, int primary) {
        List<Integer> gids = new ArrayList<>();
        for (String[] group : groups) {
            boolean member = List.of(group[3].split(",")).contains(name);
            int gid = Integer.parseInt(group[2]);
            if (member && gid != primary) {
                gids.add(gid);
            }
        }
        return gids;
    }

    private static Optional<String[]> find(List<String[]> entries, String nameOrId, int idColumn) {
        boolean numeric = number(nameOrId).isPresent();
        return entries.stream()
                .filter(line -> line[numeric ? idColumn : 0].equals(nameOrId))
                .findFirst();
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /// Lines with enough columns and numbers where numbers belong; an image without the file has no names.
    private static List<String[]> entries(Path rootfs, String file, int columns) {
        List<String[]> entries = new ArrayList<>();
        try {
            // The image is not trusted: a link here could make us read a file of the host.
            Optional<Path> path = ImageTree.of(rootfs)
                    .find("etc/" + file)
                    .filter(found -> Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS));
            for (String line : path.isPresent() ? Files.readAllLines(path.get()) : List.<String>of()) {
                String[] parts = line.split(":", -1);
                if (parts.length >= columns
                        && number(parts[2]).isPresent()
                        && (columns < 7 || number(parts[3]).isPresent())) {
                    entries.add(parts);
                }
            }
        } catch (IOException e) {
            throw new ShibafuException("read /etc/" + file + " in " + rootfs + ": " + e.getMessage(), e);
        }
        return entries;
    }

    private static ShibafuException unknown(String kind, String name, Path rootfs) {
        return new ShibafuException("find " + kind + " '" + name + "': the image's /etc/"
                + (kind.equals("user") ? "passwd" : "group") + " (in " + rootfs
                + ") does not have it; use a number or a name that it has");
    }
}
