package shibafu.engine.copy;

import java.io.IOException;
import java.util.List;
import shibafu.engine.spec.LinuxSpec.IdMapping;

/// The owners of files as a container with a user namespace counts them, and as the host does (user_namespaces(7)).
///
/// @param uids empty where they are the same
/// @param gids empty where they are the same
public record IdMaps(List<IdMapping> uids, List<IdMapping> gids) {
    /// Both count alike.
    public static final IdMaps SAME = new IdMaps(List.of(), List.of());

    private static final int NOBODY = 65534; // /proc/sys/kernel/overflowuid

    public IdMaps {
        uids = List.copyOf(uids);
        gids = List.copyOf(gids);
    }

    static int inside(List<IdMapping> map, int host) {
        long id = Integer.toUnsignedLong(host);
        for (IdMapping part : map) {
            if (id >= part.hostId() && id - part.hostId() < part.size()) {
                return (int) (id - part.hostId() + part.containerId());
            }
        }
        return map.isEmpty() ? host : NOBODY;
    }

    static int outside(List<IdMapping> map, int container) throws IOException {
        long id = Integer.toUnsignedLong(container);
        for (IdMapping part : map) {
            if (id >= part.containerId() && id - part.containerId() < part.size()) {
                return (int) (id - part.containerId() + part.hostId());
            }
        }
        if (map.isEmpty()) {
            return container;
        }
        throw new IOException("id " + id + " is none of the container's user namespace");
    }
}
