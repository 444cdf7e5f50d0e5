package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.network.NetworkRequest;
import shibafu.engine.network.PortMapping;

/// Options that say which networks a container is in, and how it finds names.
final class NetworkOptions {
    private static final Set<String> MODES = Set.of("none", "private", "host");

    @Option(
            names = {"--network", "--net"},
            paramLabel = "MODE",
            split = ",",
            description = {
                "none (own, loopback only), host, container:NAME or ns:PATH;",
                "bridge or names of networks (none; with --publish bridge)."
            })
    private List<String> networks = new ArrayList<>();

    @Option(
            names = {"-p", "--publish"},
            paramLabel = "[IP:][HOST:]PORT[/udp]",
            description = "Let a port of the host lead into the container; without HOST any free one.")
    private List<String> ports = new ArrayList<>();

    @Option(
            names = {"-P", "--publish-all"},
            description = "Let a free port of the host lead to each port that the image or --expose tells of.")
    private boolean publishAll;

    @Option(names = "--expose", paramLabel = "PORT[/udp]", description = "Tell of a port, for --publish-all.")
    private List<String> exposed = new ArrayList<>();

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "Its address in the first network.")
    private Optional<String> ip = Optional.empty();

    @Option(names = "--mac-address", paramLabel = "MAC", description = "The hardware address of its interface there.")
    private Optional<String> mac = Optional.empty();

    @Option(
            names = {"--network-alias", "--net-alias"},
            paramLabel = "NAME",
            description = "One more name by which others in its networks find it.")
    private List<String> aliases = new ArrayList<>();

    @Option(names = "--dns", paramLabel = "ADDRESS", description = "Ask this name server instead of the host's.")
    private List<String> dns = new ArrayList<>();

    @Option(names = "--dns-search", paramLabel = "DOMAIN", description = "Look for names in this domain (. for none).")
    private List<String> search = new ArrayList<>();

    @Option(
            names = {"--dns-option", "--dns-opt"},
            paramLabel = "OPTION",
            description = "Set an option of resolv.conf(5), such as ndots:1.")
    private List<String> options = new ArrayList<>();

    @Option(
            names = "--add-host",
            paramLabel = "NAME:ADDRESS",
            description = "Add a line to /etc/hosts; the address may be host-gateway.")
    private List<String> hosts = new ArrayList<>();

    /// Takes the ports that an image tells of, before anything else is asked.
    void expose(List<String> imagePorts) {
        if (publishAll) {
            ports.addAll(imagePorts);
            ports.addAll(exposed);
        }
    }

    /// What its network namespace is to be; of its own where it joins networks.
    String mode() {
        return names().isEmpty() && !networks.isEmpty() && !networks.getFirst().equals("none")
                ? networks.getFirst()
                : "private";
    }

    /// @throws ShibafuException naming what does not fit together
    NetworkRequest request() {
        List<String> names = names();
        if (names.isEmpty()) {
            refuseWithout("--publish", ports);
            refuseWithout("--ip", ip.stream().toList());
            refuseWithout("--mac-address", mac.stream().toList());
            refuseWithout("--network-alias", aliases);
        }
        ip.ifPresent(address -> NetworkChecks.address("--ip", address));
        mac.ifPresent(NetworkChecks::mac);
        dns.forEach(address -> NetworkChecks.address("--dns", address));
        hosts.forEach(NetworkChecks::host);
        List<PortMapping> mappings = new ArrayList<>();
        ports.forEach(text -> mappings.addAll(PortMapping.parse(text)));
        return new NetworkRequest(
                names, mappings, ip, Map.of(), mac, aliases, new NetworkRequest.Names(dns, search, options), hosts);
    }

    private List<String> names() {
        if (networks.isEmpty()) {
            return ports.isEmpty() ? List.of() : List.of("bridge");
        }
        long modes = networks.stream().filter(NetworkOptions::isMode).count();
        if (modes > 0 && networks.size() > 1) {
            throw new ShibafuException("network '" + String.join(",", networks)
                    + "': only names of networks go together, and none and host stand alone");
        }
        return modes > 0 ? List.of() : networks.stream().distinct().toList();
    }

    private static boolean isMode(String text) {
        return MODES.contains(text) || text.contains(":");
    }

    private void refuseWithout(String option, List<String> values) {
        if (!values.isEmpty()) {
            throw new ShibafuException(option + " " + values.getFirst()
                    + " needs a network of the container's own: --network bridge or the name of one");
        }
    }
}
