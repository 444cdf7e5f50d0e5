package shibafu.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecReader;

/// A folder of `golden/plan`: `config.json` (for an exec a process), `options.json` with what else the plan is made
/// of, and `plan.txt`, which is expected.
record GoldenCase(Path folder) {
    private static final Path ROOT = Path.of("src/test/resources/golden/plan");

    /// All cases, by name.
    static List<GoldenCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted().map(GoldenCase::new).toList();
        }
    }

    static GoldenCase named(String name) {
        return new GoldenCase(ROOT.resolve(name));
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    Path config() {
        return folder.resolve("config.json");
    }

    Path expected() {
        return folder.resolve("plan.txt");
    }

    Plan plan() {
        JsonNode options = options();
        return switch (options.path("kind").asText("create")) {
            case "create" -> PlanCompiler.create(create(options));
            case "exec" -> PlanCompiler.exec(exec(options));
            case "restore" -> PlanCompiler.restore(create(options), restore(options));
            case "program" ->
                PlanCompiler.program(new ControlOp.RunProgram(
                        texts(options, "arguments"), options.path("pass").asInt(0)));
            case "start" -> PlanCompiler.start(Path.of(text(options, "fifo")), path(options, "notify"));
            case "signal" ->
                PlanCompiler.signal(
                        options.path("pid").asInt(),
                        options.path("startTime").asLong(),
                        options.path("signal").asInt());
            case "signal-cgroup" ->
                PlanCompiler.signalCgroup(
                        paths(options, "paths"), options.path("signal").asInt());
            case "remove" ->
                PlanCompiler.remove(paths(options, "cgroups"), paths(options, "files"), paths(options, "trees"));
            default -> throw new IllegalArgumentException(options.toString());
        };
    }

    private CreateRequest create(JsonNode options) {
        return new CreateRequest(
                SpecReader.readStored(config()),
                Path.of("/bundle"),
                GoldenCgroups.plan(
                        text(options, "cgroup"), options.path("deviceProgram").asText("")),
                host(options.path("host")),
                Path.of("/run/shibafu/web/exec.fifo"),
                path(options, "started"),
                stdio(options.path("stdio")),
                options.path("init").asBoolean(false),
                options.path("pivot").asBoolean(true),
                options.path("preserveFds").asInt(0),
                options.path("exit").asText().equals("none")
                        ? ExitActions.NONE
                        : exit(options.path("exit").asText().equals("keep")),
                path(options, "attach"),
                seccomp(options.path("seccomp")),
                path(options, "pidfdSocket"),
                keyring(options));
    }

    private static Optional<String> keyring(JsonNode options) {
        return options.path("newKeyring").asBoolean(true) ? Optional.of("_ses.web") : Optional.empty();
    }

    private static HostOp.Restore restore(JsonNode options) {
        return new HostOp.Restore(
                texts(options, "arguments"),
                text(options, "root"),
                "/run/shibafu/web/root",
                texts(options, "files"),
                "/run/shibafu/web/restored.pid",
                "_ses.web",
                texts(options, "places"));
    }

    private static ExitActions exit(boolean keep) {
        return new ExitActions(
                Optional.of(Path.of("/run/shibafu/web/exit.json")),
                List.of(Path.of("/run/shibafu/web/exec.fifo")),
                keep ? List.of() : List.of(Path.of("/var/lib/shibafu/containers/web")),
                keep
                        ? Optional.empty()
                        : Optional.of(new ExitActions.Forget(
                                Path.of("/run/shibafu/web"), Path.of("/run/shibafu/.staging/~1-2"))),
                Optional.empty());
    }

    private ExecRequest exec(JsonNode options) {
        return new ExecRequest(
                SpecReader.readProcess(config()),
                options.path("pid").asInt(),
                options.path("startTime").asLong(),
                namespaces(options.path("namespaces")),
                GoldenCgroups.join(text(options, "cgroup")),
                host(options.path("host")),
                stdio(options.path("stdio")),
                options.path("init").asBoolean(false),
                options.path("preserveFds").asInt(0),
                container(options.path("container")),
                "web",
                seccomp(options.path("seccomp")),
                path(options, "pidfdSocket"),
                keyring(options));
    }

    private static Spec container(JsonNode config) {
        String json = config.isMissingNode()
                ? "{\"ociVersion\": \"1.3.0\", \"root\": {\"path\": \"rootfs\"}}"
                : config.toString();
        return SpecReader.read("container", json.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<SeccompFilter> seccomp(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        Optional<SeccompFilter.Listener> listener = node.has("listener")
                ? Optional.of(new SeccompFilter.Listener(text(node, "listener"), List.of("{\"pid\":", "}")))
                : Optional.empty();
        return Optional.of(new SeccompFilter(
                Bytes.of(new byte[] {6, 0, 0, 0, 0, 0, (byte) 0xff, 0x7f}),
                node.path("flags").asLong(),
                listener));
    }

    private static Set<NamespaceType> namespaces(JsonNode names) {
        Set<NamespaceType> types = EnumSet.noneOf(NamespaceType.class);
        for (JsonNode name : names) {
            Arrays.stream(NamespaceType.values())
                    .filter(type -> type.ociName().equals(name.asText()))
                    .forEach(types::add);
        }
        return types;
    }

    private static HostFacts host(JsonNode host) {
        return new HostFacts(
                host.path("lastCapability").asInt(40),
                host.path("userNamespace").asBoolean(false),
                host.path("uid").asInt(0),
                path(host, "resctrl"));
    }

    private static Stdio stdio(JsonNode stdio) {
        return switch (stdio.path("type").asText("inherit")) {
            case "inherit" -> new Stdio.Inherit();
            case "log" ->
                new Stdio.Log(Path.of(text(stdio, "log")), stdio.path("input").asBoolean(false));
            case "files" -> new Stdio.Files(path(stdio, "in"), path(stdio, "out"), path(stdio, "err"));
            case "terminal" ->
                new Stdio.Terminal(
                        stdio.path("rows").asInt(),
                        stdio.path("columns").asInt(),
                        path(stdio, "consoleSocket"),
                        path(stdio, "log"));
            default -> throw new IllegalArgumentException(stdio.toString());
        };
    }

    private JsonNode options() {
        try {
            Path file = folder.resolve("options.json");
            return Files.exists(file)
                    ? new ObjectMapper().readTree(Files.readAllBytes(file))
                    : MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("read options of " + folder, e);
        }
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).asText();
    }

    private static Optional<Path> path(JsonNode node, String name) {
        return node.has(name) ? Optional.of(Path.of(text(node, name))) : Optional.empty();
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        node.required(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<Path> paths(JsonNode node, String name) {
        List<Path> paths = new ArrayList<>();
        node.required(name).forEach(path -> paths.add(Path.of(path.asText())));
        return paths;
    }

    @Override
    public String toString() {
        return name();
    }
}
