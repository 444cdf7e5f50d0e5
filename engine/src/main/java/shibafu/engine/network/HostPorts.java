package shibafu.engine.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Which ports of the host are given to whom. The portmap plugin gives one to two containers, or takes it away from a
/// program of the host, without a word: so it is looked at before.
///
/// @param others who has ports already
record HostPorts(List<Attachment> others) {
    /// Chooses those that were left open, and takes the others as they are.
    ///
    /// @throws NetworkException if one is taken
    List<PortMapping> choose(String container, List<PortMapping> wanted) {
        List<PortMapping> chosen = new ArrayList<>();
        for (PortMapping one : wanted) {
            PortMapping port = one;
            try {
                while (port.hostPort() == 0
                        || (one.hostPort() == 0 && chosen.stream().anyMatch(port::clashes))) {
                    port = one.withHostPort(anyFree(one));
                }
                refuseGiven(container, port, chosen);
                listen(port).close();
            } catch (IOException e) {
                throw new NetworkException("publish port " + port.outside() + " of " + container + ": " + why(e), e);
            }
            chosen.add(port);
        }
        return chosen;
    }

    private static String why(IOException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.contains("Permission denied")
                ? "only root may listen there (net.ipv4.ip_unprivileged_port_start, see ip(7)); take a higher one"
                : "port is already allocated: a program of the host has it (" + reason + ")";
    }

    private void refuseGiven(String container, PortMapping port, List<PortMapping> chosen) {
        if (chosen.stream().anyMatch(port::clashes)) {
            throw new NetworkException(
                    "publish port " + port.outside() + " of " + container + ": it is asked for twice");
        }
        for (Attachment other : others) {
            if (other.ports().stream().anyMatch(port::clashes)) {
                throw new NetworkException("publish port " + port.outside() + " of " + container
                        + ": port is already allocated: container " + other.container() + " has it");
            }
        }
    }

    private int anyFree(PortMapping wanted) throws IOException {
        while (true) {
            int port = freeOf(wanted);
            if (others.stream()
                    .flatMap(other -> other.ports().stream())
                    .noneMatch(wanted.withHostPort(port)::clashes)) {
                return port;
            }
        }
    }

    private static int freeOf(PortMapping wanted) throws IOException {
        if (wanted.protocol().equals("udp")) {
            try (DatagramSocket socket = new DatagramSocket(address(wanted))) {
                return socket.getLocalPort();
            }
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(wanted));
            return socket.getLocalPort();
        }
    }

    private static Closeable listen(PortMapping port) throws IOException {
        return switch (port.protocol()) {
            case "tcp" -> listenTcp(port);
            case "udp" -> new DatagramSocket(address(port));
            default -> () -> {}; // Java has no SCTP on every machine
        };
    }

    private static ServerSocket listenTcp(PortMapping port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(address(port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private static InetSocketAddress address(PortMapping port) throws IOException {
        return port.hostIp().isEmpty()
                ? new InetSocketAddress(port.hostPort())
                : new InetSocketAddress(InetAddress.getByName(port.hostIp()), port.hostPort());
    }
}
