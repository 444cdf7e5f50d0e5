package shibafu.engine.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shibafu.engine.disk.IoReason;

/// A network without root's rights: a program of the user's carries packets between a network namespace and sockets of
/// the host's, pasta(1) or slirp4netns(1). Each container has one of its own, and its addresses are the same for all.
///
/// @param program `pasta` or `slirp4netns`
/// @param namespace where the network namespace is mounted; the program's arguments name it, which tells it from others
record UserNet(String program, Path namespace) {
    static final List<String> PROGRAMS = List.of("pasta", "slirp4netns");

    private static final List<String> PATH = List.of("/usr/local/bin", "/usr/bin", "/bin");
    private static final String SUBNET = "10.0.2.0/24";
    private static final String GATEWAY = "10.0.2.2";
    private static final String ADDRESS = "10.0.2.100"; // slirp4netns' own choice
    private static final String SLIRP_IN_BACKGROUND =
            "exec setsid slirp4netns --configure --mtu=65520 --disable-host-loopback --netns-type=path --ready-fd=3"
                    + " --api-socket=\"$1.sock\" \"$1\" \"$2\" 3>&1 >\"$1.log\" 2>&1 </dev/null";
    private static final int PATIENCE_SECONDS = 20;

    /// What `--network bridge` is for a user, or the program itself where it is named.
    ///
    /// @throws NetworkException if no program is installed
    static Network find(String name) {
        List<String> wanted = PROGRAMS.contains(name) ? List.of(name) : PROGRAMS;
        String program = wanted.stream()
                .filter(UserNet::installed)
                .findFirst()
                .orElseThrow(() -> new NetworkException("network " + name + ": " + String.join(" and ", wanted)
                        + " not found in " + PATH + "; install one (Debian: apt-get install passt), or use"
                        + " --network host or none"));
        Map<String, Object> plugin = new LinkedHashMap<>();
        plugin.put("type", program);
        boolean chooses = program.equals("pasta");
        plugin.put("capabilities", Map.of("portMappings", true, "ips", chooses, "mac", chooses));
        plugin.put("ipam", Map.of("ranges", List.of(List.of(Map.of("subnet", SUBNET, "gateway", GATEWAY)))));
        return new Network(
                Network.DEFAULT, Map.of("cniVersion", "1.0.0", "name", Network.DEFAULT, "plugins", List.of(plugin)));
    }

    static boolean anyInstalled() {
        return PROGRAMS.stream().anyMatch(UserNet::installed);
    }

    /// @throws NetworkException if a program is not installed
    static void require(String program, String what) {
        if (!installed(program)) {
            throw new NetworkException(what + ": " + program + " not found in " + PATH
                    + "; install it (Debian: apt-get install " + program + ")");
        }
    }

    private static boolean installed(String program) {
        return PATH.stream().anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /// Whether it is such a program that gives a network, and no plugin.
    static boolean is(String type) {
        return PROGRAMS.contains(type);
    }

    /// Starts the program, which ends with the namespace at the latest.
    ///
    /// @param request the ports that lead into it, and the addresses that it must have
    /// @throws NetworkException with the program's own words
    CniResult start(String interfaceName, NetworkRequest request) {
        List<PortMapping> ports = request.ports();
        String address = request.address(Network.DEFAULT).orElse(ADDRESS);
        try {
            if (program.equals("pasta")) {
                List<String> words = pasta(interfaceName, address, ports);
                request.mac().ifPresent(mac -> words.addAll(List.of("--ns-mac-addr", mac)));
                run(words);
            } else {
                slirp(interfaceName, ports);
            }
        } catch (IOException e) {
            throw new NetworkException("run " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException("run " + program + ": interrupted", e);
        }
        return new CniResult(
                Map.of("cniVersion", "1.0.0", "ips", List.of(Map.of("address", address + "/24", "gateway", GATEWAY))));
    }

    private List<String> pasta(String interfaceName, String address, List<PortMapping> ports) {
        List<String> words = new ArrayList<>(List.of("pasta", "--config-net", "--quiet", "--ipv4-only"));
        words.addAll(List.of("--ns-ifname", interfaceName, "--no-map-gw"));
        words.addAll(List.of("--address", address, "--netmask", "24", "--gateway", GATEWAY));
        for (String protocol : List.of("tcp", "udp")) {
            List<PortMapping> own = ports.stream()
                    .filter(port -> port.protocol().equals(protocol))
                    .toList();
            String option = "--" + protocol + "-ports";
            own.forEach(port -> words.addAll(List.of(option, pastaPort(port))));
            if (own.isEmpty()) {
                words.addAll(List.of(option, "none"));
            }
        }
        words.addAll(List.of("--tcp-ns", "none", "--udp-ns", "none", "--netns", namespace.toString()));
        return words;
    }

    private static String pastaPort(PortMapping port) {
        return (port.hostIp().isEmpty() ? "" : port.hostIp() + "/") + port.hostPort() + ":" + port.containerPort();
    }

    /// It stays in the foreground, and so is put into a session of its own: what is typed at a terminal is not for it.
    private void slirp(String interfaceName, List<PortMapping> ports) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh", "-c", SLIRP_IN_BACKGROUND, "sh", namespace.toString(), interfaceName)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.getInputStream().read() != '1') {
            throw new IOException(Files.readString(beside(".log")).strip());
        }
        for (PortMapping port : ports) {
            SlirpSocket.forward(socket(), port, port.containerPort());
        }
    }

    private void run(List<String> words) throws IOException, InterruptedException {
        Path said = Files.createTempFile("shibafu-net", ".err");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(said.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("not ready within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(words(said));
            }
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /// Without what a machine without a syslog makes it say of that.
    private static String words(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.contains("syslog"))
                .toList();
        return lines.isEmpty() ? "it failed without a word" : String.join("; ", lines);
    }

    /// Whether the program serves this namespace, and not one of its name that went with another user namespace.
    boolean runs() throws IOException {
        Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/user"));
        for (Path process : processes()) {
            if (namespace(process).equals(Optional.of(own))) {
                return true;
            }
        }
        return false;
    }

    /// Not told of one that has ended, nor of one in a user namespace that went with another holder.
    private static Optional<Path> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/user")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Ends the program; one that has ended is well.
    void stop() {
        try {
            for (Path process : processes()) {
                ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                        .ifPresent(ProcessHandle::destroy);
            }
            Files.deleteIfExists(socket());
            Files.deleteIfExists(beside(".log"));
        } catch (IOException e) {
            throw new NetworkException("end " + program + " of " + namespace + ": " + IoReason.of(e), e);
        }
    }

    private List<Path> processes() throws IOException {
        List<Path> ours = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            processes.forEach(process -> {
                if (isOurs(process)) {
                    ours.add(process);
                }
            });
        }
        return ours;
    }

    private boolean isOurs(Path process) {
        try {
            List<String> words =
                    List.of(Files.readString(process.resolve("cmdline")).split("\0", -1));
            return words.getFirst().endsWith(program) && words.contains(namespace.toString());
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }

    Path socket() {
        return beside(".sock");
    }

    private Path beside(String suffix) {
        return namespace.resolveSibling(namespace.getFileName() + suffix);
    }
}
