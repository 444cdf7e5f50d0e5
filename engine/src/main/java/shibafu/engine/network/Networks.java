package shibafu.engine.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shibafu.engine.disk.AtomicFile;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;
import shibafu.engine.disk.PrivateDirectory;
import shibafu.engine.disk.RandomName;
import shibafu.engine.disk.TreeRemoval;

/// The networks of a machine, a conflist each: `<root>/NAME.conflist`. Beside them `attached/`, who is in which, and
/// `leases/NAME/`, host-local's notes.
///
/// @param root made when first needed
/// @param plugins who give them; for an ordinary user, whose default network is [UserNet], they work in [UserBridges]
public record Networks(Path root, Plugins plugins) {
    private static final String SUFFIX = ".conflist";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> WORDS =
            Set.of("none", "host", "bridge", "private", "default", "container", "ns", "pasta", "slirp4netns");

    /// Where root's networks are.
    public static final Path DEFAULT_ROOT = Path.of("/var/lib/shibafu/networks");

    /// Whether they are an ordinary user's.
    public boolean user() {
        return plugins.bridges().isPresent();
    }

    /// Every network, by name.
    public List<Network> list() {
        List<Network> networks = new ArrayList<>();
        if (user() && UserNet.anyInstalled()) {
            networks.add(UserNet.find(Network.DEFAULT));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "*" + SUFFIX)) {
            for (Path file : files) {
                networks.add(read(file));
            }
        } catch (NoSuchFileException e) {
            return networks;
        } catch (IOException e) {
            throw new NetworkException("list networks in " + root + ": " + IoReason.of(e), e);
        }
        networks.sort(Comparator.comparing(Network::name));
        return networks;
    }

    /// A network by its name; `bridge` is the default one, which is made if it is not there.
    ///
    /// @throws NetworkException if there is none
    @SuppressWarnings("try") // the lock is held, not used
    public Network find(String name) {
        String real = Network.realName(name);
        if (user() && real.equals(Network.DEFAULT)) {
            return UserNet.find(name);
        }
        check(real);
        Path file = file(real);
        if (Files.exists(file)) {
            return read(file);
        }
        if (!real.equals(Network.DEFAULT)) {
            throw new NetworkException("network " + name + " not found; shibafu network create " + name + " makes it");
        }
        if (!plugins.installed()) {
            throw new NetworkException("network " + name + ": the CNI plugin bridge is not installed, looked in "
                    + plugins.directories()
                    + "; install the CNI plugins (Debian: apt-get install containernetworking-plugins iptables)");
        }
        try (LockFile lock = lock()) {
            return Files.exists(file) ? read(file) : write(NewNetwork.named(real));
        } catch (IOException e) {
            throw new NetworkException("make network " + real + ": " + IoReason.of(e), e);
        }
    }

    /// Makes a network; its bridge appears with the first container.
    @SuppressWarnings("try") // the lock is held, not used
    public Network create(NewNetwork wanted) {
        check(wanted.name());
        try (LockFile lock = lock()) {
            if (Files.exists(file(wanted.name()))) {
                throw new NetworkException("create network " + wanted.name() + ": network already exists");
            }
            return write(wanted);
        } catch (IOException e) {
            throw new NetworkException("create network " + wanted.name() + ": " + IoReason.of(e), e);
        }
    }

    /// Removes a network and its bridge.
    ///
    /// @throws NetworkException if containers are in it
    @SuppressWarnings("try") // the lock is held, not used
    public void remove(String name) {
        if (Network.realName(name).equals(Network.DEFAULT)) {
            throw new NetworkException("remove network " + name + ": the default network cannot be removed");
        }
        Network network = find(name);
        try (LockFile lock = lock()) {
            List<String> users = new Attachments(this).users(name);
            if (!users.isEmpty()) {
                throw new NetworkException(
                        "remove network " + name + ": network is in use by " + users + "; stop or delete them first");
            }
            // A user's bridges end with the last who was in one.
            if (network.bridge().isPresent()
                    && plugins.bridges().map(UserBridges::isThere).orElse(true)) {
                new Bridge(network.bridge().get(), plugins).remove();
            }
            Files.deleteIfExists(file(name));
            TreeRemoval.remove(leases().resolve(name));
        } catch (IOException e) {
            throw new NetworkException("remove network " + name + ": " + IoReason.of(e), e);
        }
    }

    /// To be asked under the lock of one that was found before. The default one is never removed.
    ///
    /// @throws NetworkException if somebody has removed it since
    void requireStill(String name) {
        String real = Network.realName(name);
        if (!real.equals(Network.DEFAULT) && !Files.exists(file(real))) {
            throw new NetworkException("network " + name + " not found: it has just been removed");
        }
    }

    /// One at a time changes what there is: bridges, rules and leases are everybody's.
    LockFile lock() throws IOException {
        PrivateDirectory.ensure(root);
        return LockFile.acquire(root.resolve(".lock"), PATIENCE)
                .orElseThrow(() -> new IOException(
                        "another command has held " + root.resolve(".lock") + " for " + PATIENCE.toSeconds() + " s"));
    }

    Path attached() {
        return root.resolve("attached");
    }

    private Path leases() {
        return root.resolve("leases");
    }

    private Network write(NewNetwork wanted) throws IOException {
        Subnet subnet = free(wanted);
        String bridge = wanted.name().equals(Network.DEFAULT) ? "shibafu0" : "shb-" + RandomName.hex(4);
        Network made = wanted.with(subnet, bridge, leases().toString());
        made.bridge().ifPresent(name -> refuseTaken(wanted.name(), name));
        AtomicFile.write(file(wanted.name()), Json.bytes(made.raw()));
        return made;
    }

    private void refuseTaken(String name, String bridge) {
        for (Network other : list()) {
            if (other.bridge().filter(bridge::equals).isPresent()) {
                throw new NetworkException(
                        "create network " + name + ": bridge " + bridge + " is that of network " + other.name());
            }
        }
    }

    private Subnet free(NewNetwork wanted) {
        List<Subnet> taken = new ArrayList<>(HostRoutes.read(Path.of("/")).taken());
        list().forEach(network -> network.subnets().stream()
                .filter(text -> !text.contains(":"))
                .map(Subnet::parse)
                .forEach(taken::add));
        if (wanted.subnet().isPresent()) {
            Subnet asked = wanted.subnet().get();
            taken.stream().filter(asked::overlaps).findFirst().ifPresent(other -> {
                throw new NetworkException("create network " + wanted.name() + ": subnet " + asked
                        + " is already used on the host or by another network: " + other);
            });
            return asked;
        }
        return candidates()
                .filter(candidate -> taken.stream().noneMatch(candidate::overlaps))
                .findFirst()
                .orElseThrow(() -> new NetworkException(
                        "create network " + wanted.name() + ": no range is free; give one by --subnet"));
    }

    private static Stream<Subnet> candidates() {
        return Stream.of(
                        IntStream.range(89, 128).mapToObj(i -> "10." + i + ".0.0/16"),
                        IntStream.range(20, 32).mapToObj(i -> "172." + i + ".0.0/16"),
                        IntStream.range(100, 256).mapToObj(i -> "192.168." + i + ".0/24"))
                .flatMap(texts -> texts)
                .map(Subnet::parse);
    }

    private static void check(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}") || WORDS.contains(name)) {
            throw new NetworkException("network name '" + name + "' is invalid: letters, digits, _ . and - only, "
                    + "and none of the words that --network knows");
        }
    }

    private Network read(Path file) {
        try {
            return Network.parse(file.toString(), Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new NetworkException("read network " + file + ": " + IoReason.of(e), e);
        }
    }

    private Path file(String name) {
        return root.resolve(name + SUFFIX);
    }
}
