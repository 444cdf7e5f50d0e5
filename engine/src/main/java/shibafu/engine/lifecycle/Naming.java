package shibafu.engine.lifecycle;

import java.util.Map;
import java.util.TreeMap;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateLock;

/// What containers are called: by their ids, until they are renamed.
record Naming(Parts parts) {
    /// The id of one that was renamed is nobody's name any more, but cannot be used again.
    ContainerId newId(ContainerId name) {
        boolean renamed = parts.states()
                .find(name)
                .filter(state -> !state.name().equals(name.value()))
                .isPresent();
        return renamed ? ContainerId.random() : name;
    }

    /// Makes the name of a new container its own.
    ///
    /// @param lock of its id
    /// @return the lock of its name, to be held until its record stands
    StateLock claim(StateLock lock, ContainerState reserved) {
        ContainerId name = new ContainerId(reserved.name());
        if (name.equals(reserved.id())) {
            refuseTaken(name, parts.names().holder(name).isPresent());
            return lock;
        }
        StateLock nameLock = parts.states().lock(name);
        try {
            refuseTaken(name, parts.names().isTaken(name));
            parts.names().point(nameLock, reserved.id());
            return nameLock;
        } catch (ShibafuException e) {
            nameLock.close();
            throw e;
        }
    }

    private static void refuseTaken(ContainerId name, boolean taken) {
        if (taken) {
            // runc's wording, which its callers match on.
            throw new ShibafuException("container with given ID already exists: " + name);
        }
    }

    /// Both are locked, always in the same order, as two may be renamed to each other's name.
    void rename(ContainerId id, ContainerId name) {
        if (name.equals(id)) {
            try (StateLock lock = parts.states().lock(id)) {
                rename(lock, lock, id, name);
            }
            return;
        }
        boolean idFirst = id.compareTo(name) < 0;
        try (StateLock first = parts.states().lock(idFirst ? id : name);
                StateLock second = parts.states().lock(idFirst ? name : id)) {
            rename(idFirst ? first : second, idFirst ? second : first, id, name);
        }
    }

    private void rename(StateLock lock, StateLock nameLock, ContainerId id, ContainerId name) {
        ContainerState state = parts.states().load(id);
        if (state.name().equals(name.value()) || parts.names().isTaken(name)) {
            throw new ShibafuException("rename " + state.name() + " to " + name + ": that name is already in use");
        }
        Map<String, String> annotations = new TreeMap<>(state.annotations());
        if (name.equals(id)) {
            annotations.remove(ContainerState.NAME);
        } else {
            parts.names().point(nameLock, id);
            annotations.put(ContainerState.NAME, name.value());
        }
        parts.states().save(lock, state.change().annotations(annotations).build());
        parts.names().forget(state.name(), id);
    }
}
