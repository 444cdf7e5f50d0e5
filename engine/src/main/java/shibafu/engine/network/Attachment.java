package shibafu.engine.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one container has of networks, kept so that it can be given back by whoever comes.
///
/// @param key by which plugins know the container; another for each container that ever had its name
/// @param container its name
/// @param records directory of the records that it is in: names are unique there alone
/// @param hostname the name that it finds itself by
/// @param hosts its `/etc/hosts`, as the host sees it
/// @param request what was asked for, host ports chosen
public record Attachment(
        String key,
        String container,
        Path records,
        String hostname,
        Path namespace,
        Path hosts,
        NetworkRequest request,
        List<Joined> joined) {
    public Attachment {
        joined = List.copyOf(joined);
    }

    /// One interface.
    ///
    /// @param network with the conflist as it was then: what is given back must be named as it was given
    /// @param runtime the values of its capabilities (CNI conventions, `runtimeConfig`)
    /// @param result empty until the plugins have answered
    record Joined(Network network, String interfaceName, Map<String, Object> runtime, CniResult result) {
        Joined withResult(CniResult newResult) {
            return new Joined(network, interfaceName, runtime, newResult);
        }
    }

    /// An interface, for people.
    ///
    /// @param name in the container, such as `eth0`
    /// @param gateway empty where nothing leads out
    public record Interface(
            String network, String name, List<String> addresses, Optional<String> gateway, Optional<String> mac) {}

    public List<Interface> interfaces() {
        return joined.stream()
                .map(one -> new Interface(
                        one.network().name(),
                        one.interfaceName(),
                        one.result().addresses(),
                        one.result().gateway(),
                        one.result().mac()))
                .toList();
    }

    public List<PortMapping> ports() {
        return request.ports();
    }

    /// What others call it: its name and its aliases.
    List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(container);
        request.aliases().stream().filter(alias -> !names.contains(alias)).forEach(names::add);
        return names;
    }

    boolean isIn(String network) {
        return joined.stream().anyMatch(one -> one.network().name().equals(network));
    }

    Attachment withRequest(NetworkRequest newRequest) {
        return new Attachment(key, container, records, hostname, namespace, hosts, newRequest, joined);
    }

    Attachment withJoined(List<Joined> newJoined) {
        return new Attachment(key, container, records, hostname, namespace, hosts, request, newJoined);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("container", container);
        map.put("records", records.toString());
        map.put("hostname", hostname);
        map.put("namespace", namespace.toString());
        map.put("hosts", hosts.toString());
        map.put("request", request.toMap());
        List<Map<String, Object>> list = new ArrayList<>();
        for (Joined one : joined) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("network", one.network().raw());
            each.put("interface", one.interfaceName());
            each.put("runtime", one.runtime());
            each.put("result", one.result().raw());
            list.add(each);
        }
        map.put("joined", list);
        return map;
    }

    static Attachment of(String file, Map<String, Object> map) {
        List<Joined> joined = new ArrayList<>();
        for (Map<String, Object> one : Json.objects(map, "joined")) {
            joined.add(new Joined(
                    Network.parse(file, Json.object(one, "network")),
                    needed(file, one, "interface"),
                    Json.object(one, "runtime"),
                    new CniResult(Json.object(one, "result"))));
        }
        return new Attachment(
                needed(file, map, "key"),
                needed(file, map, "container"),
                Path.of(needed(file, map, "records")),
                needed(file, map, "hostname"),
                Path.of(needed(file, map, "namespace")),
                Path.of(needed(file, map, "hosts")),
                NetworkRequest.of(Json.object(map, "request")),
                joined);
    }

    private static String needed(String file, Map<String, Object> map, String name) {
        return Json.text(map, name)
                .orElseThrow(() -> new NetworkException("read " + file + ": field " + name + " is missing"));
    }
}
