package shibafu.engine.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.ExitRecord;
import shibafu.engine.state.StateException;

/// All containers, as a list shows them.
record Listing(ContainerFactory factory) {
    List<ContainerRow> rows() {
        List<ContainerRow> rows = new ArrayList<>();
        for (Container container : factory.list()) {
            try {
                rows.add(row(container));
            } catch (StateException e) {
                // Removed since the list was taken.
            }
        }
        return rows;
    }

    private static ContainerRow row(Container container) {
        ContainerState state = container.state();
        ContainerStatus status = container.status();
        Optional<ExitRecord> exit = container.exit();
        return new ContainerRow(
                state.id().value(),
                status,
                status.hasEnded() ? 0 : state.init().pid(),
                state.image().orElse(""),
                state.command(),
                state.created(),
                exit.map(record -> OptionalInt.of(record.exitCode())).orElseGet(OptionalInt::empty),
                exit.map(ExitRecord::oomKilled).orElse(false),
                container.health().status(state, status));
    }
}
