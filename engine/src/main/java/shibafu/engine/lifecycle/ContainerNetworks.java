package shibafu.engine.lifecycle;

import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.network.Attachment;
import shibafu.engine.network.JoinIntent;
import shibafu.engine.network.Membership;
import shibafu.engine.network.NetworkRequest;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.StateLock;

/// `network connect` and `network disconnect`: a container's networks, now and at its next starts.
public final class ContainerNetworks {
    private final Parts parts;
    private final ContainerId id;

    ContainerNetworks(Parts parts, ContainerId id) {
        this.parts = parts;
        this.id = id;
    }

    /// What it has of networks; empty if it joined none, or has ended.
    public Optional<Attachment> now() {
        return new Joining(parts).of(id);
    }

    /// @param address its address there, if it must be a certain one
    /// @param aliases names by which it is found, too
    /// @throws ShibafuException if it is there already, or has no networks of its own
    @SuppressWarnings("try") // the lock is held, not used
    public void connect(String network, Optional<String> address, List<String> aliases) {
        String name = parts.networks().find(network).name();
        try (StateLock lock = parts.states().lock(id)) {
            JoinIntent intent = intent("connect");
            if (intent.request().names(name)) {
                throw new ShibafuException("connect container " + id + " to network " + name + ": it is there already");
            }
            NetworkRequest request = intent.request().joining(name, address, aliases);
            new Membership(parts.networks()).connect(intent.key(), name, request);
            new Joining(parts).intend(id, new JoinIntent(intent.key(), intent.hostname(), request));
        }
    }

    /// @throws ShibafuException if it is not there
    @SuppressWarnings("try") // the lock is held, not used
    public void disconnect(String network) {
        try (StateLock lock = parts.states().lock(id)) {
            JoinIntent intent = intent("disconnect");
            if (!intent.request().names(network)) {
                throw new ShibafuException(
                        "disconnect container " + id + " from network " + network + ": it is not there");
            }
            NetworkRequest request = intent.request().leaving(network);
            new Membership(parts.networks()).disconnect(intent.key(), network, request);
            new Joining(parts).intend(id, new JoinIntent(intent.key(), intent.hostname(), request));
        }
    }

    private JoinIntent intent(String verb) {
        parts.states().load(id);
        Joining joining = new Joining(parts);
        return joining.intent(id)
                .filter(found -> joining.hasNamespace(id, found))
                .orElseThrow(() -> new ShibafuException(verb + " container " + id + ": it has no networks of its own:"
                        + " make it with --network bridge or the name of one"));
    }
}
