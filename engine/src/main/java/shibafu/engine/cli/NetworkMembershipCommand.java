package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `shibafu network connect` and `shibafu network disconnect`.
abstract class NetworkMembershipCommand extends Verb {
    @Parameters(index = "0", paramLabel = "NETWORK", description = "Name of a network.")
    String network = "";

    @Parameters(index = "1", paramLabel = "CONTAINER", description = "Name of a container.")
    String container = "";

    /// `shibafu network connect`.
    @Command(
            name = "connect",
            description = "Put a container into one more network, at once if it runs, and at each of its starts.")
    static final class Connect extends NetworkMembershipCommand {
        @Option(names = "--alias", paramLabel = "NAME", description = "One more name by which others find it.")
        private List<String> aliases = new ArrayList<>();

        @Option(names = "--ip", paramLabel = "ADDRESS", description = "Its address there.")
        private Optional<String> ip = Optional.empty();

        @Override
        public Integer call() {
            ip.ifPresent(address -> NetworkChecks.address("--ip", address));
            factory().load(container).networks().connect(network, ip, aliases);
            return 0;
        }
    }

    /// `shibafu network disconnect`.
    @Command(name = "disconnect", description = "Take a container out of a network, at once and for its next starts.")
    static final class Disconnect extends NetworkMembershipCommand {
        @Option(
                names = {"-f", "--force"},
                description = "As scripts give it; one that runs leaves it anyway.")
        @SuppressWarnings("UnusedVariable") // picocli looks at it
        private boolean force;

        @Override
        public Integer call() {
            factory().load(container).networks().disconnect(network);
            return 0;
        }
    }
}
