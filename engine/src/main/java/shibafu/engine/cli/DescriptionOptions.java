package shibafu.engine.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.disk.IoReason;
import shibafu.engine.spec.Spec;

/// Options that tell people and programs about a container, and change nothing in it. Labels are kept as annotations.
final class DescriptionOptions {
    @Option(
            names = {"-l", "--label"},
            paramLabel = "NAME=VALUE",
            description = "Note something about the container.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--label-file", paramLabel = "FILE", description = "A line NAME=VALUE each.")
    private List<String> labelFiles = new ArrayList<>();

    @Option(names = "--annotation", paramLabel = "NAME=VALUE", description = "Set an OCI annotation.")
    private List<String> annotations = new ArrayList<>();

    @Option(
            names = "--cidfile",
            paramLabel = "FILE",
            description = "Write the container's name there, which must not exist.")
    private Optional<String> cidFile = Optional.empty();

    Spec apply(Spec spec, Path workingDirectory) {
        Map<String, String> all = new LinkedHashMap<>(spec.annotations());
        for (String file : labelFiles) {
            TextFile.lines(workingDirectory.resolve(file)).forEach(line -> put(all, "label", line));
        }
        labels.forEach(label -> put(all, "label", label));
        annotations.forEach(annotation -> put(all, "annotation", annotation));
        return spec.withAnnotations(all);
    }

    private static void put(Map<String, String> all, String what, String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (name.isEmpty()) {
            throw new ShibafuException(what + " '" + text + "' is not NAME=VALUE");
        }
        all.put(name, equals < 0 ? "" : text.substring(equals + 1));
    }

    /// @throws ShibafuException if there is such a file: it is another container's
    void requireNewFile(Path workingDirectory) {
        cidFile.map(workingDirectory::resolve).filter(Files::exists).ifPresent(file -> {
            throw exists(file);
        });
    }

    /// Once there is such a container.
    void writeName(String name, Path workingDirectory) {
        if (cidFile.isEmpty()) {
            return;
        }
        Path file = workingDirectory.resolve(cidFile.get());
        try {
            Files.writeString(file, name, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw new ShibafuException("write the container's name to " + file + ": " + IoReason.of(e), e);
        }
    }

    private static ShibafuException exists(Path file) {
        return new ShibafuException(
                "write the container's name to " + file + ": it exists; remove it, or name another");
    }
}
