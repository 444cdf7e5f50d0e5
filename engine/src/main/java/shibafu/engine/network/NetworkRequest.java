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
/// @param mac the hardware address of its interface there
/// @param aliases names it has in all of them beside its own
/// @param hosts `NAME:IP` lines for its `/etc/hosts`; the address may be `host-gateway`
public record NetworkRequest(
        List<String> networks,
        List<PortMapping> ports,
        Optional<String> ip,
        Optional<String> mac,
        List<String> aliases,
        Names names,
        List<String> hosts) {
    public static final NetworkRequest NONE = new NetworkRequest(
            List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), Names.NONE, List.of());

    public NetworkRequest {
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
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

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("networks", networks);
        map.put("ports", ports.stream().map(PortMapping::toMap).toList());
        ip.ifPresent(address -> map.put("ip", address));
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
        return new NetworkRequest(
                Json.texts(map, "networks"),
                ports,
                Json.text(map, "ip"),
                Json.text(map, "mac"),
                Json.texts(map, "aliases"),
                new Names(Json.texts(map, "dns"), Json.texts(map, "dnsSearch"), Json.texts(map, "dnsOptions")),
                Json.texts(map, "hosts"));
    }
}
