package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `shibafu image prune`.
@Command(name = "prune", description = "Remove layers that nothing uses, and what pulls that were ended have fetched.")
final class ImagePruneCommand extends Verb {
    @Option(
            names = {"-a", "--all"},
            description = "Images that no container uses, too.")
    private boolean all;

    @Mixin
    private Consent consent = new Consent();

    @Override
    public Integer call() {
        if (consent.to(this, all ? "all images that no container uses" : "all layers that no image needs")) {
            new Pruning(factory()).images(all).forEach(output()::line);
        }
        return 0;
    }
}
