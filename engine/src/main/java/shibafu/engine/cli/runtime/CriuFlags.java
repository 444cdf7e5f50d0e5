package shibafu.engine.cli.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import shibafu.engine.ShibafuException;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.criu.CriuOptions.PageServer;
import shibafu.engine.criu.CriuSwitch;

/// What `checkpoint` and `restore` have in common: where the image is, and how criu is to deal with what it meets.
record CriuFlags(Call call) {
    static final List<Option> COMMON = List.of(
            Option.value("image-path", "DIR", "the directory of the image (default: checkpoint)"),
            Option.value("work-path", "DIR", "the directory of criu's log and statistics (default: the image's)"),
            Option.value("manage-cgroups-mode", "MODE", "soft (default), full, strict or ignore"),
            Option.value("empty-ns", "network", "leave the network namespace empty, for the caller to fill"));

    private static final Set<String> CGROUPS_MODES = Set.of("soft", "full", "strict", "ignore");

    static List<Option> switches(CriuSwitch... switches) {
        List<Option> options = new ArrayList<>(COMMON);
        for (CriuSwitch one : switches) {
            options.add(Option.flag(one.flag(), one.help()));
        }
        return options;
    }

    CriuOptions read() {
        Arguments arguments = call.arguments();
        Path images = call.path(arguments.value("image-path").orElse("checkpoint"));
        return new CriuOptions(
                new CriuProgram(call).find(),
                images,
                arguments.value("work-path").map(call::path).orElse(images),
                chosen(),
                arguments.value("parent-path").map(parent -> parent(images, parent)),
                arguments.has("pre-dump"),
                arguments.value("page-server").map(CriuFlags::pageServer),
                arguments.value("status-fd").isPresent()
                        ? OptionalInt.of(arguments.number("status-fd"))
                        : OptionalInt.empty(),
                arguments.value("manage-cgroups-mode").map(CriuFlags::cgroupsMode),
                arguments.all("empty-ns").stream().anyMatch(CriuFlags::isNetwork),
                arguments.value("lsm-profile").filter(text -> !text.isEmpty()),
                arguments.value("lsm-mount-context").filter(text -> !text.isEmpty()));
    }

    private Set<CriuSwitch> chosen() {
        Set<CriuSwitch> chosen = EnumSet.noneOf(CriuSwitch.class);
        for (CriuSwitch one : CriuSwitch.values()) {
            if (call.arguments().has(one.flag())) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private static String parent(Path images, String parent) {
        if (Path.of(parent).isAbsolute()) {
            throw new ShibafuException("--parent-path " + parent + ": must be relative to the image path " + images);
        }
        // By its name alone: the image's own directory may not be there yet.
        Path directory = images.resolve(parent).normalize();
        if (!Files.isDirectory(directory)) {
            throw new ShibafuException("invalid --parent-path " + parent + ": no directory " + directory);
        }
        return parent;
    }

    private static PageServer pageServer(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new PageServer(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (NumberFormatException e) {
            // Told below, as for one without a port.
        }
        throw new ShibafuException("Use --page-server ADDRESS:PORT to specify page server; got " + text);
    }

    private static String cgroupsMode(String mode) {
        if (!CGROUPS_MODES.contains(mode)) {
            throw new ShibafuException(
                    "Invalid manage-cgroups-mode value " + mode + "; use soft, full, strict or ignore");
        }
        return mode;
    }

    private static boolean isNetwork(String name) {
        if (!name.equals("network")) {
            throw new ShibafuException("namespace \"" + name + "\" is not supported; --empty-ns takes network");
        }
        return true;
    }
}
