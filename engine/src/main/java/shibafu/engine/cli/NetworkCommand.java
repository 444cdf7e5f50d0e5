package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.Attachments;
import shibafu.engine.network.Network;
import shibafu.engine.network.Networks;
import shibafu.engine.network.NewNetwork;
import shibafu.engine.network.Subnet;

/// `shibafu network ...`: networks between containers.
@Command(
        name = "network",
        description = "Make, list and remove networks between containers.",
        subcommands = {
            NetworkCommand.Ls.class,
            NetworkCommand.Create.class,
            NetworkCommand.Rm.class,
            NetworkCommand.Inspect.class,
            NetworkMembershipCommand.Connect.class,
            NetworkMembershipCommand.Disconnect.class,
            NetworkCommand.Prune.class,
            NetworkCommand.Leave.class
        })
final class NetworkCommand extends Verb {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "network needs a command: ls, create, rm, inspect, connect, disconnect or prune");
    }

    /// `shibafu network ls`.
    @Command(
            name = "ls",
            aliases = {"list"},
            description = "List networks.")
    static final class Ls extends Verb {
        @Option(
                names = {"-q", "--quiet"},
                description = "Names only.")
        private boolean quiet;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            List<Network> networks = factory().networks().list();
            if (json) {
                output().print(Table.json(networks.stream().map(Ls::object).toList()));
                return 0;
            }
            Table table = new Table("NAME", "DRIVER", "SUBNET", "BRIDGE", "INTERNAL");
            for (Network one : networks) {
                if (quiet) {
                    output().line(one.name());
                }
                table.row(
                        one.name(),
                        one.driver(),
                        String.join(",", one.subnets()),
                        one.bridge().orElse("-"),
                        one.internal() ? "yes" : "no");
            }
            if (!quiet) {
                output().print(table.text());
            }
            return 0;
        }

        static Map<String, Object> object(Network one) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", one.name());
            object.put("driver", one.driver());
            object.put("subnets", one.subnets());
            object.put("gateways", one.gateways());
            object.put("bridge", one.bridge().orElse(""));
            object.put("internal", one.internal());
            return object;
        }
    }

    /// `shibafu network create`.
    @Command(name = "create", description = "Make a network.")
    static final class Create extends Verb {
        @Parameters(paramLabel = "NAME", description = "Name of the network.")
        private String name = "";

        @Option(
                names = {"-d", "--driver"},
                paramLabel = "DRIVER",
                description = "How it is made; bridge is all there is.")
        private String driver = "bridge";

        @Option(
                names = "--subnet",
                paramLabel = "RANGE",
                description = "Its addresses, such as 10.91.0.0/24 (free ones).")
        private Optional<String> subnet = Optional.empty();

        @Option(names = "--gateway", paramLabel = "ADDRESS", description = "The bridge's address (the first).")
        private Optional<String> gateway = Optional.empty();

        @Option(names = "--ip-range", paramLabel = "RANGE", description = "The part that containers get theirs from.")
        private Optional<String> range = Optional.empty();

        @Option(names = "--internal", description = "Nothing leads out of it, nor from the host into it.")
        private boolean internal;

        @Option(
                names = {"-o", "--opt"},
                paramLabel = "NAME=VALUE",
                description = "mtu=BYTES, or bridge=NAME of the interface.")
        private Map<String, String> options = new LinkedHashMap<>();

        @Override
        public Integer call() {
            if (!driver.equals("bridge")) {
                throw new ShibafuException("create network " + name + ": driver '" + driver
                        + "' is unknown; bridge is all there is (others: put a conflist into "
                        + Networks.DEFAULT_ROOT + ")");
            }
            NewNetwork wanted = new NewNetwork(
                    name, subnet.map(Subnet::parse), gateway, range.map(Subnet::parse), internal, options);
            output().line(factory().networks().create(wanted).name());
            return 0;
        }
    }

    /// `shibafu network rm`.
    @Command(
            name = "rm",
            aliases = {"remove", "delete"},
            description = "Remove networks that no container is in.")
    static final class Rm extends Verb {
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of networks.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            ContainerFactory factory = factory();
            for (String name : names) {
                factory.networks().remove(name);
                output().line(name);
            }
            return 0;
        }
    }

    /// `shibafu network inspect`.
    @Command(name = "inspect", description = "Show networks, and who is in them, as JSON.")
    static final class Inspect extends Verb {
        @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names of networks.")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            Networks networks = factory().networks();
            List<Attachment> attachments = new Attachments(networks).list();
            List<Map<String, Object>> objects = new ArrayList<>();
            for (String name : names) {
                Network network = networks.find(name);
                Map<String, Object> object = Ls.object(network);
                Map<String, Object> containers = new LinkedHashMap<>();
                for (Attachment one : attachments) {
                    AttachmentJson.interfaces(one).stream()
                            .filter(each -> network.name().equals(each.get("network")))
                            .forEach(each -> containers.put(one.container(), each));
                }
                object.put("containers", containers);
                object.put("conflist", network.raw());
                objects.add(object);
            }
            output().print(Table.json(objects));
            return 0;
        }
    }

    /// `shibafu network prune`.
    @Command(name = "prune", description = "Remove all networks that no container is in, but for the default one.")
    static final class Prune extends Verb {
        @Mixin
        private Consent consent = new Consent();

        @Override
        public Integer call() {
            return consent.to(this, "all networks that no container is in")
                    ? tellEach(new Pruning(factory())::networks)
                    : 0;
        }
    }

    /// `shibafu network leave`: what a supervisor runs when its container has ended.
    @Command(name = "leave", hidden = true, description = "Give back the networks of a container that has ended.")
    static final class Leave extends Verb {
        @Parameters(index = "0", paramLabel = "CONTAINER", description = "Its name.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "By which plugins know it.")
        private String key = "";

        @Override
        public Integer call() {
            factory().leaveNetworks(name, key);
            return 0;
        }
    }
}
