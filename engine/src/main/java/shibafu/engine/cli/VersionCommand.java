package shibafu.engine.cli;

import picocli.CommandLine.Command;

/// `shibafu version`.
@Command(name = "version", description = "Show the version.")
final class VersionCommand extends Verb {
    @Override
    public Integer call() {
        output().line("shibafu " + Version.TEXT);
        return 0;
    }
}
