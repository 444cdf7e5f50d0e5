package shibafu.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a container is to have of networks; it holds for each of its starts.
///
/// @param networks names; the first has the default route. Empty: none, and what is said of names holds all the same
/// @param ip its address in the first of them
/// @param addresses its addresses in others of them, by the network's name
/// @param mac the hardware address of its interface there
/// @param aliases names it has in all of them beside its own
/// @param hosts `NAME:IP` lines for its `/etc/hosts`; the address may be `host-gateway`
public record NetworkRequest(
        List<String> networks,
        List<PortMapping> ports,
        Optional<String> ip,
        Map<String, String> addresses,
        Optional<String> mac,
        List<String> aliases,
        Names names,
        List<String> hosts) {
    public static final NetworkRequest NONE = new NetworkRequest(
            List.of(), List.of(), Optional.empty(), Map.of(), Optional.empty(), List.of(), Names.NONE, List.of());

    public NetworkRequest {
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
        addresses = Map.copyOf(addresses);
        aliases = List.copyOf(aliases);
        hosts = List.copyOf(hosts);
    }

    /// How names are looked up (resolv.conf(5)).
    ///
    /// @param servers empty: the host's
    public record Names(List<String> servers, List<String> search, List<String> options) {
        public static final Names NONE = new Names(List.of(), List.of(), List.of());

        public Names {
            servers = List.copyOf(servers);
            search = List.copyOf(search);
            options = List.copyOf(options);
        }
    }

    /// With one network more.
    ///
    /// @param address its address there, if it must be a certain one
    public NetworkRequest joining(String network, Optional<String> address, List<String> moreAliases) {
        List<String> joined = new ArrayList<>(networks);
        joined.add(network);
        List<String> called = new ArrayList<>(aliases);
        called.addAll(moreAliases);
        Map<String, String> known = new LinkedHashMap<>(addresses);
        address.ifPresent(text -> known.put(network, text));
        return new NetworkRequest(joined, ports, ip, known, mac, called, names, hosts);
    }

    /// Without one. The address that was asked for is one of the first network.
    public NetworkRequest leaving(String network) {
        String real = Network.realName(network);
        boolean first = Network.realName(networks.getFirst()).equals(real);
        Map<String, String> known = new LinkedHashMap<>(addresses);
        known.remove(real);
        return new NetworkRequest(
                networks.stream()
                        .filter(name -> !Network.realName(name).equals(real))
                        .toList(),
                ports,
                first ? Optional.empty() : ip,
                known,
                first ? Optional.empty() : mac,
                aliases,
                names,
                hosts);
    }

    /// Whether a network is among them, by whichever name.
    public boolean names(String network) {
        return networks.stream().map(Network::realName).anyMatch(Network.realName(network)::equals);
    }

    /// With other ports.
    NetworkRequest publishing(List<PortMapping> newPorts) {
        return new NetworkRequest(networks, newPorts, ip, addresses, mac, aliases, names, hosts);
    }

    /// Its address in one of them, if it must be a certain one.
    Optional<String> address(String network) {
        boolean first =
                !networks.isEmpty() && Network.realName(networks.getFirst()).equals(network);
        return first && ip.isPresent() ? ip : Optional.ofNullable(addresses.get(network));
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("networks", networks);
        map.put("ports", ports.stream().map(PortMapping::toMap).toList());
        ip.ifPresent(address -> map.put("ip", address));
        map.put("addresses", addresses);
        mac.ifPresent(address -> map.put("mac", address));
        map.put("aliases", aliases);
        map.put("dns", names.servers());
        map.put("dnsSearch", names.search());
        map.put("dnsOptions", names.options());
        map.put("hosts", hosts);
        return map;
    }

    static NetworkRequest of(Map<String, Object> map) {
        List<PortMapping> ports = new ArrayList<>();
        Json.objects(map, "ports").forEach(port -> ports.add(PortMapping.of(port)));
        Map<String, String> addresses = new LinkedHashMap<>();
        Json.object(map, "addresses").forEach((network, address) -> addresses.put(network, address.toString()));
        return new NetworkRequest(
                Json.texts(map, "networks"),
                ports,
                Json.text(map, "ip"),
                addresses,
                Json.text(map, "mac"),
                Json.texts(map, "aliases"),
                new Names(Json.texts(map, "dns"), Json.texts(map, "dnsSearch"), Json.texts(map, "dnsOptions")),
                Json.texts(map, "hosts"));
    }
}
