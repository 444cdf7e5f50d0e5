package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FrontRequest;

/// Options that say how one process runs, with docker's names.
final class ProcessOptions {
    @Option(
            names = {"-i", "--interactive"},
            description = "Keep standard input open.")
    boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "Give it a terminal (by itself where standard input and output are terminals).")
    boolean tty;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "Set a variable; NAME alone takes the caller's value.")
    private List<String> env = new ArrayList<>();

    @Option(names = "--env-file", paramLabel = "FILE", description = "A line NAME=VALUE each; -e has the last word.")
    private List<String> envFiles = new ArrayList<>();

    @Option(
            names = {"-w", "--workdir"},
            paramLabel = "DIR",
            description = "Directory to start in.")
    Optional<String> workdir = Optional.empty();

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER[:GROUP]",
            description = "Who to be, by id or by name in the image.")
    Optional<String> user = Optional.empty();

    /// What is set, the last of a name counting.
    List<String> settings(FrontRequest request) {
        List<String> settings = new ArrayList<>();
        envFiles.forEach(file -> settings.addAll(
                TextFile.lines(Path.of(request.workingDirectory()).resolve(file))));
        settings.addAll(env);
        return settings;
    }

    /// Whether it gets a terminal in the foreground: asked for, or because a person sits there.
    boolean terminal(FrontRequest request) {
        boolean stdin = request.isTty(0);
        if (tty && interactive && !stdin) {
            throw new ShibafuException("cannot use -t with -i here: standard input is not a terminal; leave -t out");
        }
        return tty || (!interactive && stdin && request.isTty(1));
    }
}
