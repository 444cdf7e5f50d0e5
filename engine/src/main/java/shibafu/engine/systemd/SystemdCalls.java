package shibafu.engine.systemd;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The part of systemd's D-Bus interface that we call (org.freedesktop.systemd1(5)). Public for the library, which
/// reads it by reflection.
@DBusInterfaceName("org.freedesktop.systemd1.Manager")
public interface SystemdCalls extends DBusInterface {
    /// Without it systemd sends no signals.
    @DBusMemberName("Subscribe")
    void subscribe();

    /// @param mode what to do with a job that is in the way: `replace`, `fail`
    /// @param auxiliary is always empty
    /// @return the job
    @DBusMemberName("StartTransientUnit")
    DBusPath startTransientUnit(String name, String mode, List<Setting> properties, List<Auxiliary> auxiliary);

    @DBusMemberName("StopUnit")
    DBusPath stopUnit(String name, String mode);

    /// Forgets that a unit failed, so that its name is free again.
    @DBusMemberName("ResetFailedUnit")
    void resetFailedUnit(String name);

    /// @param runtime until the next boot only
    @DBusMemberName("SetUnitProperties")
    void setUnitProperties(String name, boolean runtime, List<Setting> properties);

    /// Yields a unit too that does not exist, with the load state `not-found`.
    @DBusMemberName("LoadUnit")
    DBusPath loadUnit(String name);

    /// `(sv)`.
    @SuppressWarnings("UnusedVariable") // the library reads them
    final class Setting extends Struct {
        @Position(0)
        private final String name;

        @Position(1)
        private final Variant<?> value;

        public Setting(String name, Variant<?> value) {
            this.name = name;
            this.value = value;
        }
    }

    /// `(sa(sv))`.
    @SuppressWarnings("UnusedVariable") // as above
    final class Auxiliary extends Struct {
        @Position(0)
        private final String name;

        @Position(1)
        private final List<Setting> properties;

        public Auxiliary(String name, List<Setting> properties) {
            this.name = name;
            this.properties = List.copyOf(properties);
        }
    }

    /// The end of a job.
    final class JobRemoved extends DBusSignal {
        private final DBusPath job;
        private final String result;

        public JobRemoved(String path, UInt32 id, DBusPath job, String unit, String result) throws DBusException {
            super(path, id, job, unit, result);
            this.job = job;
            this.result = result;
        }

        DBusPath job() {
            return job;
        }

        /// `done`, or why not: `canceled`, `timeout`, `failed`, `dependency`, `skipped`.
        String result() {
            return result;
        }
    }
}
