package shibafu.engine.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import shibafu.engine.cgroup.CgroupWrite;
import shibafu.engine.systemd.SystemdCalls.JobRemoved;
import shibafu.engine.systemd.SystemdCalls.Setting;

/// A connection to a systemd, for one thread.
public final class Systemd implements AutoCloseable {
    private static final String NAME = "org.freedesktop.systemd1";
    private static final String PATH = "/org/freedesktop/systemd1";
    private static final String REPLACE = "replace";
    private static final int JOB_SECONDS = 30;

    private final Bus bus;
    private final DBusConnection connection;
    private final SystemdCalls manager;
    private final Map<String, String> ended = new ConcurrentHashMap<>();

    private Systemd(Bus bus, DBusConnection connection, SystemdCalls manager) {
        this.bus = bus;
        this.connection = connection;
        this.manager = manager;
    }

    /// @throws SystemdException if it can't be reached
    public static Systemd open(Bus bus) {
        DBusConnection connection = connect(bus);
        try {
            Systemd systemd = new Systemd(bus, connection, connection.getRemoteObject(NAME, PATH, SystemdCalls.class));
            connection.addSigHandler(JobRemoved.class, systemd::note);
            systemd.manager.subscribe();
            return systemd;
        } catch (DBusException | DBusExecutionException e) {
            connection.disconnect();
            throw new SystemdException("talk to the " + bus.word() + "'s systemd: " + e.getMessage(), e);
        }
    }

    private static DBusConnection connect(Bus bus) {
        try {
            return DBusConnectionBuilder.forAddress(bus.address())
                    .withShared(false)
                    .build();
        } catch (DBusException e) {
            String mend = bus.equals(Bus.system())
                    ? "is this machine run by systemd, and is dbus there?"
                    : "is there a session of yours (loginctl enable-linger), and dbus-user-session?";
            throw new SystemdException(
                    "reach the " + bus.word() + "'s systemd at " + bus.address() + ": " + reason(e) + "; " + mend
                            + " --cgroup-manager cgroupfs does without",
                    e);
        }
    }

    private static String reason(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private synchronized void note(JobRemoved removed) {
        ended.put(removed.job().getPath(), removed.result());
        notifyAll();
    }

    /// The cgroup of this systemd itself, below which those of its units are; empty for the machine's.
    public String cgroup() {
        try {
            return connection
                    .getRemoteObject(NAME, PATH, Properties.class)
                    .<String>Get(NAME + ".Manager", "ControlGroup");
        } catch (DBusException | DBusExecutionException e) {
            throw new SystemdException("ask the " + bus.word() + "'s systemd for its cgroup: " + e.getMessage(), e);
        }
    }

    /// Makes a scope; one of the same name that failed is forgotten first. Then its cgroup stands, and the process is
    /// in it.
    ///
    /// @param pid a process to begin with, as there is no scope without one
    /// @param writes the limits
    /// @param annotations of the container, which may ask for more properties; these have the last word
    public void start(
            ScopeUnit unit, String description, int pid, List<CgroupWrite> writes, Map<String, String> annotations) {
        List<Property> asked = AskedProperties.of(annotations);
        Set<String> names = asked.stream().map(Property::name).collect(Collectors.toSet());
        List<Property> properties = new ArrayList<>(ScopeProperties.ofNew(unit, description, pid, writes));
        properties.removeIf(property -> names.contains(property.name()));
        properties.addAll(asked);
        List<Setting> settings = settings(properties);
        try {
            begin(unit, settings);
        } catch (DBusExecutionException e) {
            if (!exists(unit)) {
                throw refused("start", unit, e);
            }
            forget(unit);
            try {
                begin(unit, settings);
            } catch (DBusExecutionException again) {
                throw refused("start", unit, again);
            }
        }
    }

    private void begin(ScopeUnit unit, List<Setting> settings) {
        await("start", unit, manager.startTransientUnit(unit.name(), REPLACE, settings, List.of()));
    }

    /// Where a scope's cgroup is, as systemd says.
    public String cgroup(ScopeUnit unit) {
        return property(unit, NAME + ".Scope", "ControlGroup");
    }

    /// Tells it limits that changed, as far as it has words for them.
    public void set(ScopeUnit unit, List<CgroupWrite> writes) {
        List<Property> properties = ScopeProperties.ofChange(writes);
        if (properties.isEmpty()) {
            return;
        }
        try {
            manager.setUnitProperties(unit.name(), true, settings(properties));
        } catch (DBusExecutionException e) {
            throw refused("set limits of", unit, e);
        }
    }

    /// Ends a scope with all in it, and frees its name. One that is not there is well.
    public void stop(ScopeUnit unit) {
        try {
            await("stop", unit, manager.stopUnit(unit.name(), REPLACE));
        } catch (DBusExecutionException e) {
            if (exists(unit)) {
                throw refused("stop", unit, e);
            }
        }
        forget(unit);
    }

    private void forget(ScopeUnit unit) {
        try {
            manager.resetFailedUnit(unit.name());
        } catch (DBusExecutionException e) {
            if (exists(unit)) {
                throw refused("reset", unit, e);
            }
        }
    }

    /// Asked where a call failed, as the library does not tell which of systemd's errors it was.
    private boolean exists(ScopeUnit unit) {
        return !"not-found".equals(property(unit, NAME + ".Unit", "LoadState"));
    }

    private String property(ScopeUnit unit, String type, String name) {
        try {
            String path = manager.loadUnit(unit.name()).getPath();
            return connection.getRemoteObject(NAME, path, Properties.class).<String>Get(type, name);
        } catch (DBusException e) {
            throw new SystemdException("read " + name + " of " + unit.name() + ": " + e.getMessage(), e);
        } catch (DBusExecutionException e) {
            throw refused("read " + name + " of", unit, e);
        }
    }

    /// A job may have ended before its number is known here.
    private synchronized void await(String verb, ScopeUnit unit, DBusPath job) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOB_SECONDS);
        try {
            while (!ended.containsKey(job.getPath())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new SystemdException(
                            verb + " " + unit.name() + ": systemd was not done with it after " + JOB_SECONDS + " s");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SystemdException(verb + " " + unit.name() + ": interrupted", e);
        }
        String result = ended.get(job.getPath());
        if (!"done".equals(result)) {
            throw new SystemdException(
                    verb + " " + unit.name() + ": systemd says " + result + "; see journalctl -u " + unit.name());
        }
    }

    private static List<Setting> settings(List<Property> properties) {
        return properties.stream()
                .map(property -> new Setting(property.name(), variant(property.value())))
                .toList();
    }

    private static Variant<?> variant(Object value) {
        return switch (value) {
            case Long number -> new Variant<>(new UInt64(Long.toUnsignedString(number)));
            case int[] pids -> new Variant<>(uint32(pids), "au");
            case byte[] bits -> new Variant<>(bits, "ay");
            case Variant<?> made -> made;
            default -> new Variant<>(value);
        };
    }

    private static UInt32[] uint32(int[] numbers) {
        UInt32[] unsigned = new UInt32[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            unsigned[i] = new UInt32(numbers[i]);
        }
        return unsigned;
    }

    private static SystemdException refused(String verb, ScopeUnit unit, DBusExecutionException e) {
        return new SystemdException(verb + " " + unit.name() + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            // It is over either way.
        }
    }
}
