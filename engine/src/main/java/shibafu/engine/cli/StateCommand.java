package shibafu.engine.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.cli.runtime.OciStateJson;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.ContainerState;

/// `shibafu state`: one container as the OCI specification words it, and what Shibafu knows beside.
@Command(name = "state", description = "Show one container's state as JSON.")
final class StateCommand extends Verb {
    @Parameters(paramLabel = "CONTAINER", description = "Name of a container.")
    private String name = "";

    @Option(names = "--json", description = "JSON is what it prints anyway.")
    @SuppressWarnings("UnusedVariable") // scripts may ask for what they get anyway
    private boolean json;

    @Override
    public Integer call() {
        Container container = factory().load(name);
        Map<String, Object> object = new LinkedHashMap<>(OciStateJson.of(container.ociState()));
        ContainerState state = container.state();
        object.put("image", state.image().orElse(""));
        object.put("command", state.command());
        object.put("cgroupsPath", state.cgroupsPath());
        object.put("terminal", state.terminal());
        container.networks().now().ifPresent(attachment -> {
            object.put("networks", AttachmentJson.interfaces(attachment));
            object.put("ports", AttachmentJson.ports(attachment));
        });
        container.exit().ifPresent(exit -> {
            object.put("exitCode", exit.exitCode());
            object.put("finishedAt", exit.finishedAt().toString());
            object.put("oomKilled", exit.oomKilled());
        });
        output().print(Table.json(object));
        return 0;
    }
}
