package shibafu.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A port of the host that leads into a container.
///
/// @param hostIp the host's address it holds for; empty: all of them
/// @param hostPort 0: any that is free
/// @param protocol `tcp`, `udp` or `sctp`
public record PortMapping(String hostIp, int hostPort, int containerPort, String protocol) {
    private static final String FORM = "[IP:][HOST:]CONTAINER[/tcp|udp|sctp], such as 8080:80 or 127.0.0.1:53:53/udp";

    /// Reads docker's form, ranges included.
    ///
    /// @throws NetworkException if it is another
    public static List<PortMapping> parse(String text) {
        int slash = text.indexOf('/');
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1);
        List<String> parts = List.of((slash < 0 ? text : text.substring(0, slash)).split(":", -1));
        if (parts.size() > 3 || !List.of("tcp", "udp", "sctp").contains(protocol)) {
            throw invalid(text, "");
        }
        String ip = parts.size() == 3 ? parts.getFirst() : "";
        if (!ip.isEmpty() && Subnet.address(ip).isEmpty()) {
            throw invalid(text, ": '" + ip + "' is no IPv4 address");
        }
        int[] inside = range(text, parts.getLast());
        String outside = parts.size() == 1 ? "" : parts.get(parts.size() - 2);
        int[] host = outside.isEmpty() ? new int[] {0, 0} : range(text, outside);
        if (host[0] != 0 && host[1] - host[0] != inside[1] - inside[0]) {
            throw invalid(text, ": the ranges are of different length");
        }
        List<PortMapping> mappings = new ArrayList<>();
        for (int i = 0; i <= inside[1] - inside[0]; i++) {
            mappings.add(new PortMapping(ip, host[0] == 0 ? 0 : host[0] + i, inside[0] + i, protocol));
        }
        return mappings;
    }

    PortMapping withHostPort(int port) {
        return new PortMapping(hostIp, port, containerPort, protocol);
    }

    PortMapping anywhere() {
        return new PortMapping("", hostPort, containerPort, protocol);
    }

    /// Whether both cannot hold at once.
    boolean clashes(PortMapping other) {
        boolean sameAddress = anyAddress() || other.anyAddress() || hostIp.equals(other.hostIp);
        return sameAddress && hostPort == other.hostPort && protocol.equals(other.protocol);
    }

    private boolean anyAddress() {
        return hostIp.isEmpty() || hostIp.equals("0.0.0.0");
    }

    /// docker's words for the two ends.
    public String inside() {
        return containerPort + "/" + protocol;
    }

    public String outside() {
        return (hostIp.isEmpty() ? "0.0.0.0" : hostIp) + ":" + hostPort;
    }

    /// As the `portMappings` capability wants it (CNI conventions, "Dynamic Plugin specific fields").
    Map<String, Object> toMap() {
        return Map.of("hostIP", hostIp, "hostPort", hostPort, "containerPort", containerPort, "protocol", protocol);
    }

    static PortMapping of(Map<String, Object> map) {
        return new PortMapping(
                Json.text(map, "hostIP").orElse(""),
                Json.number(map, "hostPort"),
                Json.number(map, "containerPort"),
                Json.text(map, "protocol").orElse("tcp"));
    }

    private static int[] range(String text, String part) {
        String[] ends = part.split("-", 2);
        try {
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 2 ? Integer.parseInt(ends[1]) : from;
            if (from >= 1 && to >= from && to <= 65535) {
                return new int[] {from, to};
            }
        } catch (NumberFormatException e) {
            throw new NetworkException("port '" + text + "' is not " + FORM, e);
        }
        throw invalid(text, ": ports are 1 to 65535");
    }

    private static NetworkException invalid(String text, String why) {
        return new NetworkException("port '" + text + "' is not " + FORM + why);
    }
}
