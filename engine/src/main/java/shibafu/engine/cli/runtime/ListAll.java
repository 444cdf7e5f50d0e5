package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import shibafu.engine.cli.Output;
import shibafu.engine.cli.Table;
import shibafu.engine.lifecycle.Container;

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
        List<Map<String, Object>> states = new ArrayList<>();
        for (Container container : call.factory().list()) {
            Map<String, Object> state = OciStateJson.of(container.ociState());
            state.put("owner", container.owner());
            states.add(state);
        }
        Output output = call.output();
        if (call.arguments().has("quiet")) {
            states.forEach(state -> output.line(text(state, "id")));
            return 0;
        }
        switch (format) {
            // Go's word for a list that has nothing in it.
            case JSON -> output.line(states.isEmpty() ? "null" : Json.line(states));
            case TABLE -> output.print(table(states));
        }
        return 0;
    }

    private static String table(List<Map<String, Object>> states) {
        Table table = new Table("ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER");
        for (Map<String, Object> state : states) {
            table.row(
                    text(state, "id"),
                    text(state, "pid"),
                    text(state, "status"),
                    text(state, "bundle"),
                    text(state, "created"),
                    text(state, "owner"));
        }
        return table.text();
    }

    private static String text(Map<String, Object> state, String key) {
        return String.valueOf(state.get(key));
    }
}
