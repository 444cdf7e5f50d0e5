package shibafu.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network, as its conflist says (CNI specification 1.0.0, "Section 1: Network configuration format"). Those that
/// somebody wrote by hand are as good as ours.
///
/// @param raw all of the conflist
public record Network(String name, Map<String, Object> raw) {
    /// What `--network bridge` means.
    public static final String DEFAULT = "shibafu";

    private static final String VERSION = "1.0.0";
    private static final String ANYWHERE = "0.0.0.0/0";

    /// How a new one is to be.
    ///
    /// @param range which addresses are given out; empty: all of the subnet
    /// @param internal nobody gets out of it, nor the host into it
    /// @param mtu 0: the kernel's
    /// @param leases where host-local keeps what it gave out
    record Shape(
            String bridge,
            Subnet subnet,
            String gateway,
            Optional<Subnet> range,
            boolean internal,
            int mtu,
            String leases) {}

    /// The name of what `bridge` is another word for, as are the programs for a user.
    static String realName(String name) {
        return name.equals("bridge") || UserNet.is(name) ? DEFAULT : name;
    }

    static Network of(String name, Shape shape) {
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("cniVersion", VERSION);
        raw.put("name", name);
        List<Map<String, Object>> plugins = new ArrayList<>();
        plugins.add(bridge(shape));
        if (!shape.internal()) {
            plugins.add(Map.of("type", "portmap", "capabilities", Map.of("portMappings", true)));
        }
        // Bridges of one host reach each other unless told otherwise: the kernel forwards between them.
        plugins.add(Map.of("type", "firewall", "backend", "iptables", "ingressPolicy", "same-bridge"));
        plugins.add(Map.of("type", "tuning", "capabilities", Map.of("mac", true)));
        raw.put("plugins", plugins);
        return new Network(name, raw);
    }

    private static Map<String, Object> bridge(Shape shape) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("subnet", shape.subnet().toString());
        range.put("gateway", shape.gateway());
        shape.range().ifPresent(inner -> {
            range.put("rangeStart", inner.equals(shape.subnet()) ? inner.gateway() : Subnet.text(inner.first()));
            range.put("rangeEnd", inner.last());
        });
        Map<String, Object> ipam = new LinkedHashMap<>();
        ipam.put("type", "host-local");
        ipam.put("dataDir", shape.leases());
        ipam.put("ranges", List.of(List.of(range)));
        if (!shape.internal()) {
            ipam.put("routes", List.of(Map.of("dst", ANYWHERE)));
        }
        Map<String, Object> bridge = new LinkedHashMap<>();
        bridge.put("type", "bridge");
        bridge.put("bridge", shape.bridge());
        bridge.put("isGateway", !shape.internal());
        bridge.put("ipMasq", !shape.internal());
        bridge.put("hairpinMode", true);
        if (shape.mtu() > 0) {
            bridge.put("mtu", shape.mtu());
        }
        bridge.put("ipam", ipam);
        bridge.put("capabilities", Map.of("ips", true));
        return bridge;
    }

    /// @throws NetworkException if the conflist cannot serve
    static Network parse(String file, Map<String, Object> raw) {
        String name = Json.text(raw, "name")
                .orElseThrow(() -> new NetworkException("read network " + file + ": field name is missing"));
        if (Json.objects(raw, "plugins").isEmpty()) {
            throw new NetworkException("read network " + file + ": it names no plugins");
        }
        return new Network(name, raw);
    }

    List<Map<String, Object>> plugins() {
        return Json.objects(raw, "plugins");
    }

    String version() {
        return Json.text(raw, "cniVersion").orElse("0.2.0");
    }

    /// The plugin that makes the interface.
    public String driver() {
        return Json.text(plugins().getFirst(), "type").orElse("");
    }

    /// The bridge's interface on the host, if it is one.
    public Optional<String> bridge() {
        return Json.text(plugins().getFirst(), "bridge");
    }

    /// Whether those who are in it reach each other.
    boolean shared() {
        return !UserNet.is(driver());
    }

    /// Whether nothing leads out of it.
    public boolean internal() {
        return driver().equals("bridge") && !Json.flag(plugins().getFirst(), "isGateway");
    }

    public List<String> subnets() {
        return ranges("subnet");
    }

    public List<String> gateways() {
        return ranges("gateway");
    }

    boolean takes(String capability) {
        return plugins().stream().anyMatch(plugin -> Json.flag(Json.object(plugin, "capabilities"), capability));
    }

    private List<String> ranges(String field) {
        Map<String, Object> ipam = Json.object(plugins().getFirst(), "ipam");
        List<String> found = new ArrayList<>();
        Json.text(ipam, field).ifPresent(found::add); // host-local's older form
        if (ipam.get("ranges") instanceof List<?> sets) {
            for (Object set : sets) {
                Json.objects(Map.of("set", set), "set")
                        .forEach(one -> Json.text(one, field).ifPresent(found::add));
            }
        }
        return found;
    }
}
