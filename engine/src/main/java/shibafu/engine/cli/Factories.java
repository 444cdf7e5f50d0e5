package shibafu.engine.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.launch.FrontRequest;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.lifecycle.Caller;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Later;
import shibafu.engine.lifecycle.Places;
import shibafu.engine.warm.Leisure;

/// The engine for a caller. What it found out about this host is kept for the next caller in the same JVM, until
/// something is mounted that changes it.
public final class Factories {
    private static final int MOST = 16;

    private static final Map<Places, ContainerFactory> OPENED = new LinkedHashMap<>();

    private static final Leisure LEISURE = new Leisure();

    private static Optional<HostMounts> mounts = Optional.empty();

    private Factories() {}

    /// Plans are carried out by the caller's own front.
    public static ContainerFactory open(Places places, FrontSession session) {
        Launcher.Source launchers = new Fronts(session);
        FrontRequest request = session.request();
        return known(places)
                .map(known -> known.forCaller(launchers, later(session), caller(request)))
                .orElseGet(() -> {
                    ContainerFactory opened = ContainerFactory.open(places, launchers, later(session), caller(request));
                    keep(places, opened);
                    return opened;
                });
    }

    /// The front that is the caller carries out every plan.
    private record Fronts(FrontSession session) implements Launcher.Source {
        @Override
        public Launcher open(Streams streams) {
            return session;
        }

        @Override
        public void expectNetwork() {
            session.makeNetworkAhead();
        }
    }

    /// What waits for leisure in the engine that stays.
    static void settle() {
        LEISURE.settle();
    }

    private static Later later(FrontSession session) {
        return session.isWarm()
                ? new Later(session::afterwards, LEISURE, LEISURE::settle)
                : new Later(session::afterwards, session::afterwards, () -> {});
    }

    private static Caller caller(FrontRequest request) {
        return new Caller(request.pid(), request.again(), request.acted());
    }

    private static synchronized Optional<ContainerFactory> known(Places places) {
        if (OPENED.isEmpty()) {
            return Optional.empty(); // a JVM for one call never gets further
        }
        if (mountsChanged()) {
            OPENED.clear();
        }
        return Optional.ofNullable(OPENED.get(places)).filter(ContainerFactory::stands);
    }

    private static synchronized void keep(Places places, ContainerFactory opened) {
        if (OPENED.size() >= MOST) {
            OPENED.clear();
        }
        OPENED.put(places, opened);
    }

    private static boolean mountsChanged() {
        try {
            if (mounts.isEmpty()) {
                mounts = Optional.of(new HostMounts());
                return true; // before that nobody watched
            }
            return mounts.get().changed(OPENED.keySet());
        } catch (IOException e) {
            mounts = Optional.empty();
            return true; // looking again is always right
        }
    }
}
