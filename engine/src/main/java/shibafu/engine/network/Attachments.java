package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.kernel.NetworkNamespace;

/// Who is in which network: `attached/KEY.json` below the networks' directory, written before anything is given and
/// removed when all was given back.
public record Attachments(Networks networks) {
    private static final String SUFFIX = ".json";

    /// Makes a namespace, puts the interfaces into it that are asked for, and tells the others of the new name. What
    /// fails leaves nothing.
    ///
    /// @param wanted whose request names networks; what is joined is filled in
    @SuppressWarnings("try") // the lock is held, not used
    public Attachment attach(Attachment wanted) {
        List<Network> found =
                wanted.request().networks().stream().map(networks::find).toList();
        refuse(wanted, found);
        try (LockFile lock = networks.lock()) {
            wanted.request().networks().forEach(networks::requireStill);
            Optional<Attachment> before = find(wanted.key());
            if (before.isPresent()) {
                giveBack(before.get()); // of a start that nobody ended
            }
            NetworkRequest request = wanted.request();
            Attachment begun = with(wanted, new HostPorts(list()).choose(wanted.container(), request.ports()), found);
            open(found); // it serves those who are there already
            save(begun);
            try {
                Attachment given = give(begun);
                save(given);
                tell();
                return given;
            } catch (IOException | NetworkException e) {
                try {
                    giveBack(begun);
                } catch (IOException | NetworkException second) {
                    e.addSuppressed(second);
                }
                throw e;
            }
        } catch (IOException e) {
            throw new NetworkException("join networks of " + wanted.container() + ": " + IoReason.of(e), e);
        }
    }

    /// Gives back what a container has; nothing is well.
    @SuppressWarnings("try") // the lock is held, not used
    public void detach(String key) {
        if (!Files.exists(file(key))) {
            return;
        }
        try (LockFile lock = networks.lock()) {
            Optional<Attachment> found = find(key);
            if (found.isPresent()) {
                giveBack(found.get());
                tell();
            }
        } catch (IOException e) {
            throw new NetworkException("leave networks of " + key + ": " + IoReason.of(e), e);
        }
    }

    /// All that is given to anyone.
    public List<Attachment> list() {
        List<Attachment> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(networks.attached(), "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(all::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new NetworkException("list " + networks.attached() + ": " + IoReason.of(e), e);
        }
        return all;
    }

    public Optional<Attachment> find(String key) {
        return read(file(key));
    }

    /// Names of the containers that are in a network.
    public List<String> users(String network) {
        return list().stream()
                .filter(one -> one.isIn(network))
                .map(Attachment::container)
                .sorted()
                .toList();
    }

    /// Makes ready what an ordinary user's bridges need, if one of these networks is one.
    void open(List<Network> found) throws IOException {
        Optional<UserBridges> bridges = networks.plugins().bridges();
        if (bridges.isPresent() && found.stream().anyMatch(Network::shared)) {
            try {
                bridges.get().open(list());
            } catch (IOException | NetworkException e) {
                close();
                throw e;
            }
        }
    }

    /// Ends that if nobody is in one any more.
    void close() throws IOException {
        Optional<UserBridges> bridges = networks.plugins().bridges();
        if (bridges.isPresent()
                && list().stream().flatMap(one -> one.joined().stream()).noneMatch(one -> one.network()
                        .shared())) {
            bridges.get().close();
        }
    }

    private void refuse(Attachment wanted, List<Network> found) {
        String where = "join networks of " + wanted.container() + ": ";
        if (found.isEmpty()) {
            return; // it has left all of them
        }
        refuseMixture(where, found);
        Network first = found.getFirst();
        if (!wanted.request().ports().isEmpty() && found.stream().noneMatch(one -> one.takes("portMappings"))) {
            throw new NetworkException(where + "network " + first.name() + " publishes no ports"
                    + (first.internal() ? ": it is internal" : ""));
        }
        if (wanted.request().mac().isPresent() && !first.takes("mac")) {
            throw new NetworkException(where + "network " + first.name() + " (" + first.driver()
                    + ") gives no hardware address of one's choice");
        }
        for (Network one : found) {
            wanted.request().address(one.name()).ifPresent(ip -> refuse(where, one, ip));
        }
    }

    /// An ordinary user's container with a network of its own cannot be in others: each would lead out of it.
    ///
    /// @throws NetworkException if it is to be
    void refuseMixture(String where, List<Network> found) {
        long shared = found.stream().filter(Network::shared).count();
        if (networks.user() && shared > 0 && shared < found.size()) {
            throw new NetworkException(where + "bridge is a network of its own for each of an ordinary user's"
                    + " containers, which cannot be in others, too; make one more by shibafu network create");
        }
    }

    /// @throws NetworkException if a network cannot give that address
    static void refuse(String where, Network network, String ip) {
        if (!network.takes("ips")) {
            throw new NetworkException(where + "network " + network.name() + " (" + network.driver()
                    + ") gives no address of one's choice");
        }
        if (network.subnets().stream().filter(text -> !text.contains(":")).noneMatch(text -> Subnet.parse(text)
                .contains(ip))) {
            throw new NetworkException(
                    where + "address " + ip + " is not in network " + network.name() + " " + network.subnets());
        }
    }

    private Attachment with(Attachment wanted, List<PortMapping> ports, List<Network> found) {
        NetworkRequest request = wanted.request().publishing(ports);
        List<Attachment.Joined> joined = new ArrayList<>();
        boolean published = false;
        for (Network network : found) {
            Map<String, Object> runtime = new LinkedHashMap<>();
            // The same port leads one way only.
            if (!published && !ports.isEmpty() && network.takes("portMappings")) {
                // In the namespace of a user's bridges, they arrive at one address, whichever it was outside.
                boolean one = networks.user() && network.shared();
                runtime.put(
                        "portMappings",
                        ports.stream()
                                .map(port -> one ? port.anywhere() : port)
                                .map(PortMapping::toMap)
                                .toList());
                published = true;
            }
            request.address(network.name()).ifPresent(ip -> runtime.put("ips", List.of(ip)));
            if (joined.isEmpty()) {
                request.mac().ifPresent(mac -> runtime.put("mac", mac));
            }
            joined.add(new Attachment.Joined(network, "eth" + joined.size(), runtime, CniResult.NOTHING));
        }
        return new Attachment(
                wanted.key(),
                wanted.container(),
                wanted.records(),
                wanted.hostname(),
                wanted.namespace(),
                wanted.hosts(),
                request,
                joined);
    }

    private Attachment give(Attachment begun) throws IOException {
        NetworkNamespace.make(begun.namespace());
        Chain chain = new Chain(networks.plugins(), begun);
        chain.loopback();
        List<Attachment.Joined> joined = new ArrayList<>();
        for (Attachment.Joined one : begun.joined()) {
            joined.add(one.withResult(chain.add(one)));
        }
        return begun.withJoined(joined);
    }

    private void giveBack(Attachment attachment) throws IOException {
        try {
            new Chain(networks.plugins(), attachment).delete();
        } finally {
            NetworkNamespace.remove(attachment.namespace());
        }
        Files.deleteIfExists(file(attachment.key()));
        close();
    }

    /// Writes everybody's names anew: who came is known to the others, who went is not.
    void tell() throws IOException {
        List<Attachment> all = list();
        for (Attachment one : all) {
            List<Attachment> peers =
                    all.stream().filter(other -> !other.key().equals(one.key())).toList();
            NameFiles.rewrite(one.hosts(), NameFiles.hosts(Optional.of(one), one.hostname(), one.request(), peers));
        }
    }

    void save(Attachment attachment) throws IOException {
        PrivateDirectory.ensure(networks.attached());
        AtomicFile.write(file(attachment.key()), Json.bytes(attachment.toMap()));
    }

    private static Optional<Attachment> read(Path file) {
        try {
            return Optional.of(Attachment.of(file.toString(), Json.parse(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NetworkException("read " + file + ": " + IoReason.of(e), e);
        }
    }

    private Path file(String key) {
        return networks.attached().resolve(key + SUFFIX);
    }
}
