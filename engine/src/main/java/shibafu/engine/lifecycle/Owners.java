package shibafu.engine.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import shibafu.engine.ShibafuException;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.StateStore;

/// Whose containers are, by name where the host knows one: each name is looked up once.
final class Owners {
    private final StateStore states;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    Owners(StateStore states) {
        this.states = states;
    }

    /// The user of its record.
    String of(ContainerId id) {
        Path directory = states.directory(id);
        try {
            Integer uid = (Integer) Files.getAttribute(directory, "unix:uid");
            String known = names.get(uid);
            if (known == null) {
                known = Files.getOwner(directory).getName();
                names.put(uid, known);
            }
            return known;
        } catch (IOException e) {
            throw new ShibafuException("read owner of " + directory + ": " + e.getMessage(), e);
        }
    }
}
