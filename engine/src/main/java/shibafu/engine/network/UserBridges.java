package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shibafu.engine.disk.TreeRemoval;
import shibafu.engine.kernel.NetworkNamespace;

/// The network namespace that an ordinary user's bridges and their rules are in, in place of the host's. slirp4netns(1)
/// carries packets between it and sockets of the host's, and published ports into it. It is there while somebody is in
/// one of the bridges; whoever changes it holds the lock of the networks.
///
/// @param namespace where it is mounted
public record UserBridges(Path namespace) {
    private static final String PROGRAM = "slirp4netns";
    private static final String INTERFACE = "tap0";

    /// The words of a command that is to run in it.
    List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=" + namespace, "--"));
        words.addAll(command);
        return words;
    }

    /// Where iptables(8) takes its lock: that of the host is root's.
    Path rulesLock() {
        return namespace.resolveSibling(namespace.getFileName() + ".xtables");
    }

    /// What a plugin keeps by default where only root may write.
    Map<String, Object> places(String plugin) {
        return plugin.equals("tuning") ? Map.of("dataDir", tuning().toString()) : Map.of();
    }

    private Path tuning() {
        return namespace.resolveSibling(namespace.getFileName() + ".tuning");
    }

    boolean isThere() {
        return NetworkNamespace.isAt(namespace);
    }

    /// Makes it, if it is not there or went with the user's mounts; nothing leads out of it yet.
    void make() {
        try {
            if (!isThere()) {
                NetworkNamespace.remove(namespace);
                NetworkNamespace.make(namespace);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Makes it, and has it lead out.
    ///
    /// @param others whose ports lead into it anew where the program had ended
    /// @throws NetworkException if the program is missing, or with its words
    void open(List<Attachment> others) throws IOException {
        UserNet.require(PROGRAM, "networks of a user's own");
        make();
        UserNet out = out();
        if (!out.runs()) {
            out.stop(); // one that leads out of a namespace of the same name that has ended
            out.start(INTERFACE, NetworkRequest.NONE);
            for (Attachment other : others) {
                publish(published(other));
            }
        }
    }

    /// Ends it; nobody is in it any more.
    void close() throws IOException {
        out().stop();
        NetworkNamespace.remove(namespace);
        Files.deleteIfExists(rulesLock());
        TreeRemoval.remove(tuning());
    }

    /// Has ports of the host's lead to the same ports in it, from where portmap has them lead to a container.
    void publish(List<PortMapping> ports) {
        try {
            for (PortMapping port : ports) {
                SlirpSocket.forward(out().socket(), port, port.hostPort());
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Takes that back; what leads nowhere any more is well.
    void unpublish(List<PortMapping> ports) {
        try {
            if (!ports.isEmpty() && out().runs()) {
                SlirpSocket.withdraw(out().socket(), ports);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// The ports of a container that lead into a bridge.
    static List<PortMapping> published(Attachment attachment) {
        return attachment.joined().stream().anyMatch(UserBridges::isPublished) ? attachment.ports() : List.of();
    }

    static boolean isPublished(Attachment.Joined one) {
        return one.network().shared() && one.runtime().containsKey("portMappings");
    }

    private NetworkException failed(IOException e) {
        return new NetworkException("connect " + namespace + " with the host: " + e.getMessage(), e);
    }

    private UserNet out() {
        return new UserNet(PROGRAM, namespace);
    }
}
