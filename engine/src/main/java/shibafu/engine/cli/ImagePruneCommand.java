package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.image.ImageStore;
import shibafu.engine.registry.DownloadCache;
import shibafu.engine.service.ByteText;

/// `shibafu image prune`.
@Command(name = "prune", description = "Remove layers that nothing uses, and what pulls that were ended have fetched.")
final class ImagePruneCommand extends Verb {
    @Option(
            names = {"-a", "--all"},
            description = "Images that no container uses, too.")
    private boolean all;

    @Option(
            names = {"-f", "--force"},
            description = "Do not ask: nothing is ever asked.")
    @SuppressWarnings("UnusedVariable") // docker's scripts give it
    private boolean force;

    @Override
    public Integer call() {
        factory().images().upkeep().prune(all).forEach(output()::line);
        long bytes = new DownloadCache(ImageStore.DEFAULT_ROOT.resolve(".downloads")).prune();
        if (bytes > 0) {
            output().line("fetched and not used: " + ByteText.of(bytes));
        }
        return 0;
    }
}
