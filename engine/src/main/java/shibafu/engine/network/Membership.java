package shibafu.engine.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import shibafu.engine.disk.IoReason;
import shibafu.engine.disk.LockFile;

/// Joins and leaves networks while a container runs. One that does not run has nothing to be given or given back.
public record Membership(Networks networks) {
    /// Puts one more interface into a container's namespace. What fails leaves nothing.
    ///
    /// @param key of its attachment
    /// @param request with the new network in it
    @SuppressWarnings("try") // the lock is held, not used
    public void connect(String key, String network, NetworkRequest request) {
        Network found = networks.find(network);
        request.address(found.name())
                .ifPresent(ip -> Attachments.refuse("join network " + found.name() + ": ", found, ip));
        Attachments attachments = new Attachments(networks);
        try (LockFile lock = networks.lock()) {
            Optional<Attachment> runs = attachments.find(key);
            if (runs.isEmpty()) {
                return;
            }
            Attachment before = runs.get();
            networks.requireStill(network);
            List<Network> all = new ArrayList<>(
                    before.joined().stream().map(Attachment.Joined::network).toList());
            all.add(found);
            attachments.refuseMixture("join network " + found.name() + ": ", all);
            attachments.open(List.of(found));
            Map<String, Object> runtime = request.address(found.name())
                    .<Map<String, Object>>map(ip -> Map.of("ips", List.of(ip)))
                    .orElse(Map.of());
            Attachment.Joined joined = new Attachment.Joined(found, freeName(before), runtime, CniResult.NOTHING);
            Attachment begun = with(before, request, joined);
            attachments.save(begun); // so that whoever comes gives it back
            Chain chain = new Chain(networks.plugins(), begun);
            try {
                attachments.save(with(before, request, joined.withResult(chain.add(joined))));
            } catch (IOException | NetworkException e) {
                undo(attachments, chain, before, joined, e);
                throw e;
            }
            attachments.tell();
        } catch (IOException e) {
            throw new NetworkException("join network " + network + ": " + IoReason.of(e), e);
        }
    }

    /// Takes a container's interface of a network away.
    ///
    /// @param request without that network
    @SuppressWarnings("try") // the lock is held, not used
    public void disconnect(String key, String network, NetworkRequest request) {
        Attachments attachments = new Attachments(networks);
        try (LockFile lock = networks.lock()) {
            Optional<Attachment> runs = attachments.find(key);
            if (runs.isEmpty()) {
                return;
            }
            Attachment before = runs.get();
            List<Attachment.Joined> left = new ArrayList<>(before.joined());
            for (Attachment.Joined one : before.joined()) {
                if (one.network().name().equals(Network.realName(network))) {
                    new Chain(networks.plugins(), before).delete(one);
                    left.remove(one);
                }
            }
            attachments.save(changed(before, request).withJoined(left));
            attachments.close();
            attachments.tell();
        } catch (IOException e) {
            throw new NetworkException("leave network " + network + ": " + IoReason.of(e), e);
        }
    }

    private static void undo(
            Attachments attachments, Chain chain, Attachment before, Attachment.Joined joined, Exception cause) {
        try {
            chain.delete(joined);
            attachments.save(before);
            attachments.close();
        } catch (IOException | NetworkException e) {
            cause.addSuppressed(e);
        }
    }

    /// The host's ports that were chosen for it are its own until it ends; a request tells only which were asked for.
    private static Attachment changed(Attachment before, NetworkRequest request) {
        return before.withRequest(request.publishing(before.ports()));
    }

    private static Attachment with(Attachment before, NetworkRequest request, Attachment.Joined joined) {
        List<Attachment.Joined> all = new ArrayList<>(before.joined());
        all.add(joined);
        return changed(before, request).withJoined(all);
    }

    private static String freeName(Attachment attachment) {
        List<String> taken = attachment.joined().stream()
                .map(Attachment.Joined::interfaceName)
                .toList();
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "eth" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }
}
