package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Op;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanText;

/// `shibafu plan`: what `run` would do, and nothing done.
@Command(name = "plan", description = "Print every operation that run would carry out, and carry out none.")
final class PlanCommand extends Verb {
    @Option(names = "--json", description = "Print JSON: the operations' lines in an array.")
    private boolean json;

    @Mixin
    private ContainerOptions options = new ContainerOptions();

    @Mixin
    private ImageWords words = new ImageWords();

    @Override
    public Integer call() {
        ContainerFactory factory = factory();
        boolean terminal = options.process.terminal(session().request());
        ContainerConfig config =
                options.config(this, factory, words.image, words.command).withTerminal(terminal);
        ProcessConfig process = Terminals.attached(terminal, session().request());
        Plan plan = factory.plan(config, process.withInit(options.init));
        if (json) {
            List<String> lines = new ArrayList<>();
            for (Op op : plan.ops()) {
                lines.add(PlanText.line(op));
            }
            output().print(Table.json(lines));
        } else {
            output().print(PlanText.of(plan));
        }
        return 0;
    }
}
