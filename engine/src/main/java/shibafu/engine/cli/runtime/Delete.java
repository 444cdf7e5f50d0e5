package shibafu.engine.cli.runtime;

import java.util.List;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;

/// `delete`: removes all that was made for a container.
final class Delete implements Verb {
    @Override
    public String summary() {
        return "remove a container that is stopped, or was never started";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.flag("force", "kill it first if it runs; one that is not there is no error")
                .or("f"));
    }

    @Override
    public int run(Call call) {
        boolean force = call.arguments().has("force");
        ContainerFactory factory = call.factory();
        if ((force || call.session().request().acted())
                && !factory.exists(call.arguments().id())) {
            return 0;
        }
        Container container = factory.named(call.arguments().id());
        if (force) {
            container.destroyForcibly();
        } else {
            container.destroy();
        }
        return 0;
    }
}
