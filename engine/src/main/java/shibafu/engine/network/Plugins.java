package shibafu.engine.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shibafu.engine.disk.ProgramInput;

/// The CNI plugins of this machine, and how one is called: its parameters in the environment, its configuration on
/// standard input, its answer on standard output (CNI specification 1.0.0, "Section 2: Execution Protocol").
///
/// @param directories where they are looked for, in this order
/// @param bridges where they work for an ordinary user; empty: in the host's network namespace
public record Plugins(List<Path> directories, Optional<UserBridges> bridges) {
    private static final List<String> USUAL = List.of("/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni");
    private static final String NEEDED = "bridge";
    private static final int PATIENCE_SECONDS = 60;

    public Plugins {
        directories = List.copyOf(directories);
    }

    Plugins(List<Path> directories) {
        this(directories, Optional.empty());
    }

    /// Those of `CNI_PATH`, and then those where distributions put them.
    public static Plugins usual() {
        List<Path> directories = new ArrayList<>();
        Optional.ofNullable(System.getenv("CNI_PATH"))
                .ifPresent(paths -> List.of(paths.split(":", -1)).forEach(path -> directories.add(Path.of(path))));
        USUAL.forEach(path -> directories.add(Path.of(path)));
        return new Plugins(directories);
    }

    /// The same for an ordinary user.
    public Plugins in(UserBridges bridges) {
        return new Plugins(directories, Optional.of(bridges));
    }

    /// Whether bridges can be made at all.
    public boolean installed() {
        return find(NEEDED).isPresent();
    }

    /// Which interface of which namespace a call is about.
    ///
    /// @param container what the plugin keeps its own notes by
    /// @param namespace path of the network namespace; empty: it is gone
    record Subject(String container, String namespace, String interfaceName) {}

    /// Calls a plugin.
    ///
    /// @param command `ADD`, `DEL` or `CHECK`
    /// @param type its program's name
    /// @throws NetworkException with the plugin's own words
    CniResult call(String command, String type, Subject subject, Map<String, Object> config) {
        String what = "run CNI plugin " + type + " (" + command + " " + config.get("name") + ")";
        Path program = find(type)
                .orElseThrow(() -> new NetworkException(what + ": it is not installed, looked in " + directories
                        + "; install the CNI plugins (Debian: apt-get install containernetworking-plugins)"));
        ProcessBuilder builder = new ProcessBuilder(inside(List.of(program.toString())));
        Map<String, String> environment = builder.environment();
        environment.put("CNI_COMMAND", command);
        environment.put("CNI_CONTAINERID", subject.container());
        environment.put("CNI_NETNS", subject.namespace());
        environment.put("CNI_IFNAME", subject.interfaceName());
        environment.put("CNI_ARGS", "IgnoreUnknown=1");
        environment.put(
                "CNI_PATH",
                String.join(":", directories.stream().map(Path::toString).toList()));
        equip(environment);
        try {
            return answer(what, builder, Json.bytes(config));
        } catch (IOException e) {
            throw new NetworkException(what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException(what + ": interrupted", e);
        }
    }

    /// The words of a command that works where the bridges are.
    List<String> inside(List<String> command) {
        return bridges.map(own -> own.inside(command)).orElse(command);
    }

    /// What iptables(8) and ip(8) need to be found, and to work.
    void equip(Map<String, String> environment) {
        // They are in sbin, which a user's PATH may lack.
        environment.merge("PATH", "/usr/sbin:/sbin:/usr/bin:/bin", (path, sbin) -> path + ":" + sbin);
        bridges.ifPresent(
                own -> environment.put("XTABLES_LOCKFILE", own.rulesLock().toString()));
    }

    private static CniResult answer(String what, ProcessBuilder builder, byte[] config)
            throws IOException, InterruptedException {
        // Plugins log to standard error, also when they succeed: into a file, so that one who says much never waits.
        Path errors = Files.createTempFile("shibafu-cni", ".err");
        Process process = builder.redirectError(errors.toFile()).start();
        try {
            ProgramInput.give(process, config);
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no answer within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new NetworkException(what + ": " + failure(out, errors, process.exitValue()));
            }
            return new String(out, StandardCharsets.UTF_8).isBlank()
                    ? CniResult.NOTHING
                    : new CniResult(Json.parse(out));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(errors);
        }
    }

    /// The `msg` and `details` of an error (specification, "Error"); what it logged, if it told none.
    private static String failure(byte[] out, Path errors, int code) throws IOException {
        try {
            Map<String, Object> error = Json.parse(out);
            String message = Json.text(error, "msg").orElse("error " + Json.number(error, "code"));
            return message
                    + Json.text(error, "details")
                            .filter(text -> !text.isEmpty())
                            .map(text -> "; " + text)
                            .orElse("");
        } catch (IOException e) {
            String said = Files.readString(errors, StandardCharsets.UTF_8).strip();
            return "exit code " + code + (said.isEmpty() ? "" : ": " + said);
        }
    }

    private Optional<Path> find(String type) {
        if (type.indexOf('/') >= 0) {
            return Optional.empty();
        }
        return directories.stream()
                .map(directory -> directory.resolve(type))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
