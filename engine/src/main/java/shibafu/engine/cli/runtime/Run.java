package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ProcessConfig;

/// `run`: creates and starts a container, and without `--detach` stays until it ends.
final class Run implements Verb {
    @Override
    public String summary() {
        return "create and start a container";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(Bundle.OPTIONS);
        options.add(Option.flag("detach", "do not wait for its end").or("d"));
        options.add(Option.flag("keep", "do not delete it when it has ended"));
        return options;
    }

    @Override
    public int run(Call call) {
        boolean detach = call.arguments().has("detach");
        if (call.arguments().has("no-subreaper")) {
            call.session().leaveOrphans();
        }
        Bundle bundle = new Bundle(call);
        Container container = bundle.make(!detach && !call.arguments().has("keep"));
        ProcessConfig process = bundle.process(container, detach);
        process = detach ? process.detached() : process.withSupervise(true);
        Readiness readiness = Readiness.of(call);
        if (readiness.waits()) {
            Bundle.writePid(call, container.start(process).pid());
            readiness.start(container, !detach);
        } else {
            Bundle.writePid(call, container.run(process).pid());
        }
        return 0;
    }
}
