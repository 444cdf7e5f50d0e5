package shibafu.engine.event;

import java.util.Optional;

/// Refused forks, of which v2 tells; v1's `pids.events` must be looked at.
final class PidsWatch implements Part {
    private final Scene scene;
    private final Rise refused;
    private final Optional<NotifiedFile> events;

    PidsWatch(Scene scene) {
        this.scene = scene;
        this.refused = new Rise(scene.before(Scene.number(scene.text("pids", "pids.events"), "max")));
        this.events = scene.v1("pids")
                ? Optional.empty()
                : scene.file("pids", "pids.events")
                        .flatMap(file -> NotifiedFile.open(scene.loop(), file, text -> tell(Optional.of(text))));
    }

    @Override
    public void look() {
        tell(scene.text("pids", "pids.events"));
    }

    private void tell(Optional<String> text) {
        long times = refused.take(Scene.number(text, "max"), System.nanoTime());
        if (times > 0) {
            scene.tell(new ContainerEvent.ForkRefused(
                    scene.now(), scene.container(), times, scene.limit("pids", "pids.max")));
        }
    }

    @Override
    public void close() {
        events.ifPresent(NotifiedFile::close);
    }
}
