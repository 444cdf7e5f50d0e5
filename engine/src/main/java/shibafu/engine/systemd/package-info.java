/// The systemd cgroup driver: a container's cgroup is a transient scope that systemd makes over D-Bus and knows by name
/// (systemd.scope(5), org.freedesktop.systemd1(5)). What systemd has properties for it is told, so that it does not
/// write other values some day; what goes beyond is written to the scope's own cgroup, which is delegated to us.
@NullMarked
package shibafu.engine.systemd;

import org.jspecify.annotations.NullMarked;
