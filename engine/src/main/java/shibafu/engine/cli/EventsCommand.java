package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.event.Subscription;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.service.EventWords;
import shibafu.engine.state.ContainerStatus;

/// `shibafu events`: what happens to containers, a line for each event.
@Command(
        name = "events",
        description = "Show what happens to containers (starts and exits, OOM kills and whose limit it was, refused"
                + " forks, throttling, pressure, limits changed), until interrupted.")
final class EventsCommand extends Verb {
    /// An end is told when it is recorded, five seconds after it at the latest.
    private static final int LAST_SECONDS = 6;

    @Parameters(
            paramLabel = "CONTAINER",
            arity = "0..*",
            description = "Only of these, until all of them have ended (of all, also of those made later).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Override
    @SuppressWarnings("try") // the subscription is held, not used
    public Integer call() throws InterruptedException {
        ContainerFactory factory = factory();
        names.forEach(factory::load);
        session().onHangup(() -> Runtime.getRuntime().halt(0));
        Set<String> left = new HashSet<>(names);
        left.removeIf(name -> over(factory, name));
        // Printed by this thread, so that a slow terminal does not hold up what listens.
        BlockingQueue<ContainerEvent> events = new LinkedBlockingQueue<>();
        try (Subscription listening = factory.events(event -> {
            if (names.isEmpty() || names.contains(event.container())) {
                events.add(event);
            }
        })) {
            // Of one that ended while we began to listen, the end may be told, or not.
            Set<String> doubtful = new HashSet<>(left);
            doubtful.removeIf(name -> !over(factory, name));
            while (names.isEmpty() || !left.isEmpty()) {
                boolean doubt = !names.isEmpty() && doubtful.containsAll(left);
                ContainerEvent event = doubt ? events.poll(LAST_SECONDS, TimeUnit.SECONDS) : events.take();
                if (event == null) {
                    break;
                }
                output().line(json ? JsonLine.of(EventWords.object(event)) : EventWords.line(event));
                if (event instanceof ContainerEvent.Exited || event instanceof ContainerEvent.Removed) {
                    left.remove(event.container());
                }
            }
        }
        return 0;
    }

    private static boolean over(ContainerFactory factory, String name) {
        return !factory.exists(name) || factory.load(name).status() == ContainerStatus.STOPPED;
    }
}
