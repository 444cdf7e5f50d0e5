package shibafu.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import shibafu.engine.spec.LinuxSpec;

/// `linux.mountLabel`: the SELinux label of all files in a new file system, as its option `context`.
final class MountLabel {
    /// Their files have labels of their own, and they take no `context`.
    private static final Set<String> UNLABELLED = Set.of("proc", "sysfs", "mqueue", "cgroup2", "securityfs", "debugfs");

    private static final Pattern QUOTED = Pattern.compile("^(\\w*context)=\"(.*)\"$");

    private MountLabel() {}

    /// A file system's options, with the label unless the mount names one itself. mount(2) takes labels in quotes, for
    /// the sake of their commas; fsconfig(2) takes the label itself.
    static List<String> options(LinuxSpec linux, String type, List<String> written) {
        List<String> options = written.stream()
                .map(option -> QUOTED.matcher(option).replaceFirst("$1=$2"))
                .toList();
        if (linux.mountLabel().isEmpty()
                || UNLABELLED.contains(type)
                || options.stream().anyMatch(option -> option.startsWith("context="))) {
            return options;
        }
        List<String> labelled = new ArrayList<>(options);
        labelled.add("context=" + linux.mountLabel().get());
        return labelled;
    }
}
