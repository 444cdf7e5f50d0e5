package shibafu.engine.spec;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import shibafu.engine.disk.SmallFile;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Overlay;
import shibafu.engine.spec.Spec.Root;

/// Reads config.json and its parts. Unknown properties are ignored, as OCI wants; wrong values, and known properties
/// that Shibafu cannot honour yet, are refused, all at once.
public final class SpecReader {
    /// Where [SpecWriter] keeps what OCI has no word for. A bundle's own file is not asked for it.
    static final String EXTENSION = "shibafu.overlay";

    private SpecReader() {}

    /// A bundle's config.json.
    ///
    /// @throws SpecException with every problem of the file
    public static Spec read(Path file) {
        return read(file.toString(), bytes(file));
    }

    /// A configuration that is not in a file.
    ///
    /// @param source what it is called in errors
    public static Spec read(String source, byte[] json) {
        return checked(source, json, part -> spec(part, Optional.empty()), SpecChecks::check);
    }

    /// What [SpecWriter] wrote.
    public static Spec readStored(Path file) {
        return readStored(file.toString(), bytes(file));
    }

    /// The same.
    ///
    /// @param source what it is called in errors
    public static Spec readStored(String source, byte[] json) {
        return checked(source, json, part -> spec(part, overlay(part.member(EXTENSION))), SpecChecks::check);
    }

    /// One process, as `exec --process` takes it.
    public static ProcessSpec readProcess(Path file) {
        return checked(file.toString(), bytes(file), ProcessReader::read, SpecChecks::checkProcess);
    }

    /// A filter by itself, in OCI's shape. Docker's, whose rules have conditions, would let through too much.
    public static Seccomp readSeccomp(Path file) {
        Optional<Seccomp> read =
                checked(file.toString(), bytes(file), SpecReader::withoutConditions, ignored -> List.of());
        return read.orElseThrow(
                () -> new SpecException(file.toString(), List.of(new SpecProblem("", "it says nothing"))));
    }

    private static Optional<Seccomp> withoutConditions(JsonPart part) {
        JsonPart docker = part.member("archMap");
        if (docker.present()) {
            docker.problem("is docker's, not OCI's: give the linux.seccomp part of a config.json");
        }
        return SeccompReader.read(part);
    }

    /// Limits, as `update --resources` takes them.
    public static Resources readResources(String source, byte[] json) {
        return checked(source, json, ResourcesReader::read, ignored -> List.of());
    }

    private static <T> T checked(
            String source, byte[] json, Function<JsonPart, T> read, Function<T, List<SpecProblem>> check) {
        List<SpecProblem> problems = new ArrayList<>();
        T result;
        try {
            result = read.apply(JsonPart.parse(json, problems));
        } catch (IOException e) {
            throw new SpecException("read " + source + ": not JSON: " + firstLine(e), e);
        }
        for (SpecProblem problem : check.apply(result)) {
            // What could not be read has a made-up value, of which no more need be said.
            if (problems.stream().noneMatch(known -> isWithin(problem.pointer(), known.pointer()))) {
                problems.add(problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(source, problems);
        }
        return result;
    }

    private static boolean isWithin(String pointer, String other) {
        return pointer.equals(other) || pointer.startsWith(other + "/") || other.startsWith(pointer + "/");
    }

    private static Spec spec(JsonPart part, Optional<Overlay> overlay) {
        JsonPart root = part.member("root");
        if (!root.present()) {
            root.problem("is missing");
        }
        JsonPart process = part.member("process");
        return new Spec(
                part.member("ociVersion").requiredText(),
                process.present() ? Optional.of(ProcessReader.read(process)) : Optional.empty(),
                new Root(
                        root.present() ? root.member("path").requiredText() : "",
                        root.member("readonly").flag(),
                        overlay),
                nonEmpty(part.member("hostname")),
                nonEmpty(part.member("domainname")),
                part.member("mounts").elements().stream().map(SpecReader::mount).toList(),
                HooksReader.read(part.member("hooks")),
                LinuxReader.read(part.member("linux")),
                part.member("annotations").textMap());
    }

    private static MountSpec mount(JsonPart part) {
        return new MountSpec(
                part.member("destination").requiredText(),
                part.member("type").textOrEmpty(),
                part.member("source").textOrEmpty(),
                part.member("options").texts(),
                LinuxReader.mappings(part.member("uidMappings")),
                LinuxReader.mappings(part.member("gidMappings")));
    }

    private static Optional<Overlay> overlay(JsonPart part) {
        if (!part.present()) {
            return Optional.empty();
        }
        return Optional.of(new Overlay(
                part.member("lower").texts(),
                part.member("upper").requiredText(),
                part.member("work").requiredText(),
                nonEmpty(part.member("server"))));
    }

    static Optional<String> nonEmpty(JsonPart part) {
        return part.text().filter(text -> !text.isEmpty());
    }

    /// A configuration as it stands.
    ///
    /// @throws SpecException if it cannot be read
    public static byte[] bytes(Path file) {
        try {
            return SmallFile.read(file);
        } catch (NoSuchFileException e) {
            throw new SpecException("JSON specification file " + file + " not found", e);
        } catch (IOException e) {
            throw new SpecException("read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
