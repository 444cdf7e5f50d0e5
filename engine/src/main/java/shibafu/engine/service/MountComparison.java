package shibafu.engine.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shibafu.engine.service.MountRow.Origin;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;

/// The mounts that there are beside those that were asked for.
final class MountComparison {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private final Map<String, MountSpec> asked;
    private final Set<String> masks = new HashSet<>();

    MountComparison(Spec spec) {
        asked = spec.mounts().stream()
                .collect(Collectors.toMap(mount -> path(mount.destination()), Function.identity(), (one, two) -> two));
        masks.addAll(spec.linux().maskedPaths());
        masks.addAll(spec.linux().readonlyPaths());
    }

    /// @param mountinfo lines of `/proc/PID/mountinfo`
    List<MountRow> rows(List<String> mountinfo) {
        List<MountRow> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : mountinfo) {
            // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
            int separator = line.indexOf(" - ");
            String[] left = line.split(" ", 7);
            String[] right = separator < 0
                    ? new String[0]
                    : line.substring(separator + 3).split(" ", 3);
            if (left.length < 6 || right.length < 3) {
                continue;
            }
            String target = unescape(left[4]);
            seen.add(target);
            rows.add(new MountRow(
                    target,
                    right[0],
                    source(unescape(right[1]), unescape(left[3])),
                    left[5] + " " + right[2],
                    origin(target)));
        }
        asked.forEach((target, mount) -> {
            if (!seen.contains(target)) {
                rows.add(new MountRow(
                        target, mount.type(), mount.source(), String.join(",", mount.options()), Origin.MISSING));
            }
        });
        return rows;
    }

    private Origin origin(String target) {
        if (target.equals("/")) {
            return Origin.ROOT;
        }
        // One that shows cgroups is made of a mount for each controller.
        boolean controller = asked.values().stream()
                .anyMatch(mount -> mount.type().equals("cgroup") && target.startsWith(path(mount.destination()) + "/"));
        return controller || asked.containsKey(target)
                ? Origin.ASKED
                : masks.contains(target) ? Origin.MASK : Origin.BESIDES;
    }

    /// Of a bind mount the part of the file system that is shown.
    private static String source(String device, String part) {
        return part.equals("/") ? device : device + " " + part;
    }

    private static String path(String destination) {
        String clean = destination.replaceAll("/+", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private static String unescape(String text) {
        return OCTAL.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
    }
}
