package shibafu.engine.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.UnsaidSwap;

/// `shibafu update`: changes limits while containers run.
@Command(name = "update", description = "Change limits of containers while they run: all that is asked, or none.")
final class UpdateCommand extends ManyContainers {
    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(names = "--force", description = "Also where the kernel must kill processes to obey.")
    private boolean force;

    @Override
    public Integer call() {
        Resources change = limits.resources();
        if (limits.isEmpty()) {
            throw new ShibafuException(
                    "update needs a limit to change, such as --memory 200m; see shibafu update " + "--help");
        }
        return each(container -> container.set(
                UnsaidSwap.ofChange(change, container.config().linux().resources()), force));
    }
}
