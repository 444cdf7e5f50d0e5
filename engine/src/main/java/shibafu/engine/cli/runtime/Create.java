package shibafu.engine.cli.runtime;

import java.util.List;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerProcess;

/// `create`: a container whose first process waits for `start`.
final class Create implements Verb {
    @Override
    public String summary() {
        return "create a container that waits to be started";
    }

    @Override
    public List<Option> options() {
        return Bundle.OPTIONS;
    }

    @Override
    public int run(Call call) {
        Bundle bundle = new Bundle(call);
        Container container = bundle.make(false);
        ContainerProcess started =
                container.start(bundle.process(container, true).detached());
        Bundle.writePid(call, started.pid());
        return 0;
    }
}
