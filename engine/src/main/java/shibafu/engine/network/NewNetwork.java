package shibafu.engine.network;

import java.util.Map;
import java.util.Optional;

/// What is asked for with `network create`; what is empty is chosen.
///
/// @param subnet such as `10.89.0.0/16`
/// @param gateway the bridge's address in it
/// @param range the part of it that containers get theirs from
/// @param options `mtu` and `bridge` (name of the interface), also with docker's names
public record NewNetwork(
        String name,
        Optional<Subnet> subnet,
        Optional<String> gateway,
        Optional<Subnet> range,
        boolean internal,
        Map<String, String> options) {
    private static final Map<String, String> DOCKERS = Map.of(
            "com.docker.network.driver.mtu", "mtu",
            "com.docker.network.bridge.name", "bridge");
    private static final int LONGEST_INTERFACE = 15; // IFNAMSIZ less its end

    public NewNetwork {
        options = Map.copyOf(options);
    }

    static NewNetwork named(String name) {
        return new NewNetwork(name, Optional.empty(), Optional.empty(), Optional.empty(), false, Map.of());
    }

    /// @throws NetworkException naming what does not fit
    Network with(Subnet chosen, String freeBridge, String leases) {
        String where = "create network " + name + ": ";
        String door = gateway.orElse(chosen.gateway());
        if (chosen.bits() > 30) {
            throw new NetworkException(where + "subnet " + chosen + " has no room for containers");
        }
        if (!chosen.contains(door)) {
            throw new NetworkException(where + "gateway " + door + " is not in subnet " + chosen);
        }
        range.filter(inner -> !chosen.contains(inner)).ifPresent(inner -> {
            throw new NetworkException(where + "ip range " + inner + " is not in subnet " + chosen);
        });
        String bridge = freeBridge;
        int mtu = 0;
        for (Map.Entry<String, String> option : options.entrySet()) {
            switch (DOCKERS.getOrDefault(option.getKey(), option.getKey())) {
                case "mtu" -> mtu = mtu(where, option.getValue());
                case "bridge" -> bridge = bridge(where, option.getValue());
                default ->
                    throw new NetworkException(where + "option '" + option.getKey()
                            + "' is unknown; the bridge driver has mtu and bridge");
            }
        }
        return Network.of(name, new Network.Shape(bridge, chosen, door, range, internal, mtu, leases));
    }

    private static int mtu(String where, String text) {
        if (!text.matches("[0-9]{2,5}") || Integer.parseInt(text) < 68 || Integer.parseInt(text) > 65535) {
            throw new NetworkException(where + "mtu '" + text + "' is not a number from 68 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static String bridge(String where, String text) {
        if (text.length() > LONGEST_INTERFACE || !text.matches("[A-Za-z0-9_.-]+")) {
            throw new NetworkException(where + "bridge name '" + text + "' is not an interface name of at most "
                    + LONGEST_INTERFACE + " letters");
        }
        return text;
    }
}
