package shibafu.tui;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import shibafu.engine.service.ContainerRow;
import shibafu.tui.stats.GraphKind;
import shibafu.tui.stats.Scene;
import shibafu.tui.stats.Trace;
import shibafu.tui.stats.Window;

/// What the graphs of a model show: the chosen container, and the one that was pinned beside it.
final class Scenes {
    private Scenes() {}

    static Scene of(Model model) {
        Optional<ContainerRow> row = model.list().selectedRow();
        Trace trace = row.map(model::trace).orElse(Trace.of(model.now()));
        Map<GraphKind, OptionalDouble> staged = Map.of();
        // A limit that is being thought about stays in sight.
        boolean limiting = model.dialog() instanceof Dialog.Limiting;
        if (model.dialog() instanceof Dialog.Limiting dialog) {
            staged = Map.of(
                    GraphKind.CPU, dialog.form().stagedCores(),
                    GraphKind.MEMORY, dialog.form().stagedMemory(),
                    GraphKind.PIDS, dialog.form().stagedPids());
        }
        Window window = limiting
                ? Window.NOW
                        .withMarks(model.window().marks())
                        .withFit(model.window().fit())
                        .withBeside(model.window().beside())
                : model.window();
        String id = row.map(ContainerRow::id).orElse("");
        Optional<Scene.Beside> beside = window.beside()
                .filter(other -> !other.equals(id))
                .flatMap(other ->
                        Optional.ofNullable(model.traces().get(other)).map(known -> new Scene.Beside(other, known)));
        return new Scene(id, trace, window, beside, staged, model.host().zone());
    }
}
