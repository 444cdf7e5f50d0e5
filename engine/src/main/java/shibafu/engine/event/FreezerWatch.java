package shibafu.engine.event;

import java.time.Duration;
import java.util.Optional;
import shibafu.engine.kernel.Inotify;

/// Freezing and thawing. v2 tells when all have stopped; on v1 inotify sees that somebody asked for it, and
/// `freezer.state` has to be looked at until all have.
final class FreezerWatch implements Part {
    private static final Duration AGAIN = Duration.ofMillis(10);

    private final Scene scene;
    private final Optional<NotifiedFile> events;
    private final Optional<Integer> watch;
    private boolean frozen;
    private boolean known;
    private boolean asking;

    FreezerWatch(Scene scene) {
        this.scene = scene;
        boolean v1 = scene.v1("freezer");
        this.events = v1
                ? Optional.empty()
                : scene.file("freezer", "cgroup.events")
                        .flatMap(file -> NotifiedFile.open(
                                scene.loop(), file, text -> is(Scene.number(Optional.of(text), "frozen") == 1)));
        this.watch = v1
                ? scene.cgroup().directory("freezer").flatMap(directory -> scene.changes()
                        .watch(directory, Inotify.MODIFIED, change -> look()))
                : Optional.empty();
        if (!scene.fresh()) {
            look();
        }
        known = true;
    }

    @Override
    public void look() {
        if (scene.v1("freezer")) {
            lookV1();
        } else {
            events.ifPresent(NotifiedFile::look);
        }
    }

    private void lookV1() {
        String state = scene.text("freezer", "freezer.state").orElse("THAWED");
        if (!state.equals("FREEZING")) {
            is(state.equals("FROZEN"));
        } else if (!asking) {
            asking = true;
            scene.loop().after(AGAIN, () -> {
                asking = false;
                lookV1();
            });
        }
    }

    private void is(boolean now) {
        if (now != frozen && known) {
            scene.tell(
                    now
                            ? new ContainerEvent.Frozen(scene.now(), scene.container())
                            : new ContainerEvent.Thawed(scene.now(), scene.container()));
        }
        frozen = now;
    }

    @Override
    public void close() {
        events.ifPresent(NotifiedFile::close);
        watch.ifPresent(scene.changes()::forget);
    }
}
