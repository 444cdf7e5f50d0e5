package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Spec.MountSpec;

/// What `--mount` says: docker's `NAME=VALUE` pairs with commas between.
final class MountText {
    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();

    private MountText(String text) {
        this.text = text;
        for (String pair : text.split(",", -1)) {
            String[] words = pair.split("=", 2);
            values.put(words[0], words.length == 2 ? words[1] : "true");
        }
    }

    static void parse(String text, Path workingDirectory, Mounting mounting) {
        MountText mount = new MountText(text);
        String type = mount.take("type").orElse("volume");
        switch (type) {
            case "volume" -> mount.volume(mounting);
            case "bind" -> mounting.mount(mount.bind(workingDirectory));
            case "image" -> mount.image(workingDirectory, mounting);
            case "tmpfs" -> mounting.mount(mount.tmpfs());
            default -> throw mount.wrong("type " + type + " is unknown");
        }
        if (!mount.values.isEmpty()) {
            throw mount.wrong(mount.values.keySet().iterator().next() + " is unknown for type " + type);
        }
    }

    private void volume(Mounting mounting) {
        String destination = destination();
        Optional<String> name = take("source", "src");
        List<String> options = List.of(flag("readonly", "ro") ? "ro" : "rw");
        boolean copy = !flag("volume-nocopy");
        take("volume-driver").filter(driver -> !driver.equals("local")).ifPresent(driver -> {
            throw wrong("volume-driver " + driver + " is unknown; there is local alone");
        });
        if (name.isPresent()) {
            mounting.volume(name.get(), destination, options, copy);
        } else {
            mounting.anonymous(destination, options, copy);
        }
    }

    private void image(Path workingDirectory, Mounting mounting) {
        String destination = destination();
        String reference = take("source", "src").orElseThrow(() -> wrong("src= is missing"));
        flag("readonly", "ro");
        if (flag("rw", "readwrite")) {
            throw wrong("an image is mounted to be read only");
        }
        mounting.image(reference, workingDirectory, destination);
    }

    private MountSpec bind(Path workingDirectory) {
        String destination = destination();
        Path source = workingDirectory
                .resolve(take("source", "src").orElseThrow(() -> wrong("src= is missing")))
                .normalize();
        if (!Files.exists(source)) {
            throw wrong(source + " does not exist on the host; make it first");
        }
        List<String> options = new ArrayList<>();
        options.add(flag("bind-nonrecursive") ? "bind" : "rbind");
        options.add(take("bind-propagation").orElse("rprivate"));
        options.add(flag("readonly", "ro") ? "ro" : "rw");
        return new MountSpec(destination, "bind", source.toString(), options);
    }

    private MountSpec tmpfs() {
        List<String> options = new ArrayList<>(List.of("nosuid", "nodev", "noexec"));
        take("tmpfs-size").ifPresent(size -> options.add("size=" + ByteSize.parse(size)));
        take("tmpfs-mode").ifPresent(mode -> options.add("mode=" + mode));
        if (flag("readonly", "ro")) {
            options.add("ro");
        }
        return new MountSpec(destination(), "tmpfs", "tmpfs", options);
    }

    private String destination() {
        return take("destination", "dst", "target")
                .filter(path -> path.startsWith("/"))
                .orElseThrow(() -> wrong("dst= is missing, or not absolute"));
    }

    private boolean flag(String... names) {
        return take(names).filter(value -> !value.equals("false")).isPresent();
    }

    private Optional<String> take(String... names) {
        for (String name : names) {
            Optional<String> value = Optional.ofNullable(values.remove(name));
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private ShibafuException wrong(String why) {
        return new ShibafuException("mount '" + text + "': " + why
                + "; write type=bind,src=HOST,dst=PATH[,ro], type=image,src=IMAGE,dst=PATH or type=tmpfs,dst=PATH");
    }
}
