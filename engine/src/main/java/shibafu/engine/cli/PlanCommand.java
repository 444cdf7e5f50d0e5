package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            index = "0",
            paramLabel = "IMAGE",
            description = "Name of an image, or path of an archive or directory.")
    private String image = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "Program and arguments (a shell).")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() {
        ContainerFactory factory = factory();
        boolean terminal = options.terminal(this);
        ContainerConfig config = options.config(this, factory, image, command).withTerminal(terminal);
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
