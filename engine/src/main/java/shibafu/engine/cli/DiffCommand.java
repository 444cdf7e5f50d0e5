package shibafu.engine.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.FileChange;

/// `shibafu diff`: what a container has added (A), changed (C) and deleted (D).
@Command(
        name = "diff",
        description = "Show what a container has changed of its image's files: A added, C changed, D " + "deleted.")
final class DiffCommand extends Verb {
    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(names = "--format", paramLabel = "json", description = "Print JSON instead of lines.")
    private Optional<String> format = Optional.empty();

    @Override
    public Integer call() {
        List<FileChange> changes = factory().changes(name);
        if (format.isEmpty()) {
            changes.forEach(change -> output().line(change.kind().letter() + " " + change.path()));
            return 0;
        }
        if (!format.get().equals("json")) {
            throw new ShibafuException("diff --format " + format.get() + ": want json");
        }
        output().print(Table.json(changes.stream()
                .map(change -> Map.of("kind", change.kind().letter(), "path", change.path()))
                .toList()));
        return 0;
    }
}
