package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.OwnIds;
import shibafu.engine.lifecycle.Rootless;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;

/// Options that say whose ids a container has.
final class UsernsOptions {
    private static final String KEEP = "keep-id";
    private static final String AUTO = "auto";

    @Option(
            names = "--userns",
            paramLabel = "MODE",
            description = {
                "The same for users and groups (host; private with --uidmap).",
                "auto: a range of its own, as large as the image needs, or auto:size=N;",
                "for ordinary users keep-id: theirs are the same inside; keep-id:uid=N,gid=N."
            })
    private Optional<String> userns = Optional.empty();

    @Option(
            names = "--uidmap",
            paramLabel = "CONTAINER:HOST:SIZE",
            description = "Map a range of user ids, in a user namespace of its own.")
    private List<String> uidmap = new ArrayList<>();

    @Option(names = "--gidmap", paramLabel = "CONTAINER:HOST:SIZE", description = "Map a range of group ids.")
    private List<String> gidmap = new ArrayList<>();

    /// What the namespace is to be: `host`, `private`, `container:NAME` or `ns:PATH`.
    String mode() {
        String asked = userns.filter(text -> !text.isEmpty()).orElse(isMapped() ? "private" : "host");
        return kept().isPresent() || auto().isPresent() ? "private" : asked;
    }

    /// Who runs the program unless somebody else is named; empty: whom the image says.
    Optional<String> user() {
        return kept().map(kept -> kept.uid() + ":" + kept.gid());
    }

    /// How large a range of its own it gets when it is made: a number, or empty for as large as it needs.
    Optional<String> auto() {
        String mode = userns.orElse("");
        if (!mode.equals(AUTO) && !mode.startsWith(AUTO + ":")) {
            return Optional.empty();
        }
        refuseMaps();
        Optional<String> size =
                Optional.ofNullable(settings(mode, Set.of("size")).get("size"));
        if (size.map(text -> number(mode, "size", text))
                .filter(count -> count == 0)
                .isPresent()) {
            throw new ShibafuException("--userns " + mode + ": it needs an id at least");
        }
        return size.or(() -> Optional.of(""));
    }

    /// The maps of a namespace of its own; those of [#auto] are not known yet.
    LinuxSpec map(LinuxSpec linux) {
        Optional<Kept> kept = kept();
        if (kept.isPresent()) {
            refuseMaps();
            OwnIds own = kept.get().own();
            return linux.withIdMappings(
                    own.uidsWithOwnAs(kept.get().uid()),
                    own.gidsWithOwnAs(kept.get().gid()));
        }
        if (auto().isPresent()) {
            return linux;
        }
        if (!isMapped()) {
            throw new ShibafuException("--userns " + mode()
                    + " needs to know who is who: give --uidmap, such as 0:100000:65536 (and --gidmap)");
        }
        return linux.withIdMappings(mappings(uidmap), mappings(gidmap.isEmpty() ? uidmap : gidmap));
    }

    /// For one that has its ids from elsewhere.
    void refuseMaps() {
        if (isMapped()) {
            throw new ShibafuException(
                    "--userns " + userns.orElse("") + " and --uidmap exclude each other: it has its own ids");
        }
    }

    private boolean isMapped() {
        return !uidmap.isEmpty() || !gidmap.isEmpty();
    }

    /// @param uid inside, of the user
    private record Kept(OwnIds own, long uid, long gid) {}

    private Optional<Kept> kept() {
        String mode = userns.orElse("");
        if (!mode.equals(KEEP) && !mode.startsWith(KEEP + ":")) {
            return Optional.empty();
        }
        if (!Rootless.is(System.getenv())) {
            throw new ShibafuException("--userns " + mode + " is for ordinary users: root is 0 inside as it is");
        }
        OwnIds own = OwnIds.here();
        Map<String, String> asked = settings(mode, Set.of("uid", "gid"));
        return Optional.of(new Kept(own, id(mode, asked, "uid", own.uid()), id(mode, asked, "gid", own.gid())));
    }

    private static long id(String mode, Map<String, String> asked, String name, long usual) {
        return Optional.ofNullable(asked.get(name))
                .map(text -> number(mode, name, text))
                .orElse(usual);
    }

    private static long number(String mode, String name, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new ShibafuException("--userns " + mode + ": " + name + " '" + text + "' is no number");
        }
        return Long.parseLong(text);
    }

    /// `MODE:NAME=VALUE,...`
    private static Map<String, String> settings(String mode, Set<String> known) {
        Map<String, String> settings = new HashMap<>();
        int colon = mode.indexOf(':');
        for (String setting :
                colon < 0 ? new String[0] : mode.substring(colon + 1).split(",", -1)) {
            String[] parts = setting.split("=", 2);
            if (parts.length != 2 || !known.contains(parts[0])) {
                throw new ShibafuException("--userns " + mode + ": '" + setting + "' is none of "
                        + String.join("=N, ", known.stream().sorted().toList()) + "=N");
            }
            settings.put(parts[0], parts[1]);
        }
        return settings;
    }

    private static List<IdMapping> mappings(List<String> texts) {
        List<IdMapping> mappings = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length != 3) {
                    throw new NumberFormatException("three numbers are needed");
                }
                mappings.add(
                        new IdMapping(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            } catch (NumberFormatException e) {
                throw new ShibafuException(
                        "id map '" + text + "' is not CONTAINER:HOST:SIZE, such as 0:100000:65536", e);
            }
        }
        return mappings;
    }
}
