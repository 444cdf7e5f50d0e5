package shibafu.engine.cli.runtime;

import java.util.List;
import java.util.stream.Collectors;
import shibafu.engine.cli.Output;
import shibafu.engine.cli.Table;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.OciState;

/// `list`: all containers.
final class ListAll implements Verb {
    @Override
    public String summary() {
        return "list containers";
    }

    @Override
    public String words() {
        return "";
    }

    @Override
    public List<Option> options() {
        return List.of(Format.OPTION, Option.flag("quiet", "names alone").or("q"));
    }

    @Override
    public int fewestWords() {
        return 0;
    }

    @Override
    public int run(Call call) {
        Format format = Format.of(call.arguments());
        ContainerFactory factory = call.factory();
        Output output = call.output();
        if (call.arguments().has("quiet")) {
            output.print(factory.list().stream()
                    .map(container -> container.id() + "\n")
                    .collect(Collectors.joining()));
            return 0;
        }
        List<OciState> states = factory.ociStates();
        switch (format) {
            // Go's word for a list that has nothing in it.
            case JSON ->
                output.line(
                        states.isEmpty()
                                ? "null"
                                : Json.line(
                                        states.stream().map(OciStateJson::of).toList()));
            case TABLE -> output.print(table(states));
        }
        return 0;
    }

    private static String table(List<OciState> states) {
        Table table = new Table("ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER");
        for (OciState state : states) {
            table.row(
                    state.id(),
                    Integer.toString(state.pid()),
                    state.status(),
                    state.bundle(),
                    state.created().toString(),
                    state.owner());
        }
        return table.text();
    }
}
