package shibafu.engine.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.StateException;

/// `shibafu ps`: containers, in docker's form.
@Command(name = "ps", description = "List the containers that run, the newest first; with -a all of them.")
class PsCommand extends Verb {
    private static final String USUAL =
            "table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}";

    @Option(
            names = {"-a", "--all"},
            description = "Also those that do not run.")
    private boolean all;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "KEY=VALUE",
            description = "Only those with this id, name, status, label, ancestor, exited, health, network, before, "
                    + "since, until.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "TEXT",
            description = "json, or text with fields such as '{{.Names}}', a header above it after the word table.")
    private String format = USUAL;

    @Option(
            names = {"-l", "--latest"},
            description = "Only the newest, whether or not it runs.")
    private boolean latest;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "Only the N newest, whether or not they run.")
    private Optional<Integer> last = Optional.empty();

    @Option(names = "--no-trunc", description = "Show all in full.")
    private boolean whole;

    @Option(
            names = {"-q", "--quiet"},
            description = "Ids only.")
    private boolean quiet;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    public Integer call() {
        List<ObjectNode> rows = chosen().stream().map(one -> one.fields(whole)).toList();
        if (quiet) {
            rows.forEach(row -> output().line(row.path("ID").asText()));
        } else {
            output().print(FieldRows.text(json ? "json" : format, rows));
        }
        return 0;
    }

    private List<ListedContainer> chosen() {
        ContainerFilter filter = ContainerFilter.parse(filters);
        List<ListedContainer> found = new ArrayList<>();
        for (Container container : factory().list()) {
            try {
                found.add(ListedContainer.of(container));
            } catch (StateException e) {
                // It was removed while we looked: then it is no longer on the list.
            }
        }
        Collections.reverse(found);
        int most = latest ? 1 : last.filter(n -> n > 0).orElse(Integer.MAX_VALUE);
        boolean alsoEnded = all || most < Integer.MAX_VALUE || filter.asksForEnded();
        return found.stream()
                .filter(one -> alsoEnded || one.isUp())
                .filter(one -> filter.matches(one, found))
                .limit(most)
                .toList();
    }
}
