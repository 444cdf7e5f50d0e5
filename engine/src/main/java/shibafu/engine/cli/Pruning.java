package shibafu.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.network.Attachments;
import shibafu.engine.network.Network;
import shibafu.engine.network.NetworkException;
import shibafu.engine.network.Networks;
import shibafu.engine.registry.DownloadCache;
import shibafu.engine.service.ByteText;
import shibafu.engine.state.ContainerStatus;
import shibafu.engine.state.StateException;
import shibafu.engine.volume.Volume;
import shibafu.engine.volume.VolumeStore;

/// Removes what nobody uses. Each tells what is gone.
record Pruning(ContainerFactory factory) {
    /// Containers that do not run, with all they wrote.
    ///
    /// @param problems told why one could not be removed
    List<String> containers(ContainerFilter filter, Consumer<String> problems) {
        List<String> gone = new ArrayList<>();
        for (Container container : factory.list()) {
            try {
                ListedContainer listed = ListedContainer.of(container);
                boolean idle = listed.status() == ContainerStatus.STOPPED || listed.status() == ContainerStatus.CREATED;
                if (idle && filter.matches(listed, List.of())) {
                    container.destroy();
                    gone.add(container.id());
                }
            } catch (StateException e) {
                // It was removed while we looked.
            } catch (ShibafuException e) {
                problems.accept(e.getMessage());
            }
        }
        return gone;
    }

    /// All but the default one.
    ///
    /// @param problems told why one could not be removed
    List<String> networks(Consumer<String> problems) {
        Networks networks = factory.networks();
        Attachments attachments = new Attachments(networks);
        List<String> gone = new ArrayList<>();
        for (Network one : networks.list()) {
            if (one.name().equals(Network.DEFAULT)
                    || !attachments.users(one.name()).isEmpty()) {
                continue;
            }
            try {
                networks.remove(one.name());
                gone.add(one.name());
            } catch (NetworkException e) {
                problems.accept(e.getMessage());
            }
        }
        return gone;
    }

    /// @param named whether those with a name go, too
    List<String> volumes(boolean named) {
        VolumeStore volumes = factory.volumes();
        List<String> unused = volumes.list().stream()
                .filter(one -> named || one.anonymous())
                .map(Volume::name)
                .filter(name -> volumes.users(name).isEmpty())
                .toList();
        volumes.removeUnused(unused);
        return unused;
    }

    /// Layers, and what pulls that were ended have fetched.
    ///
    /// @param all whether images that no container uses go, too
    List<String> images(boolean all) {
        List<String> gone = new ArrayList<>(factory.images().upkeep().prune(all));
        long bytes = new DownloadCache(factory.images().downloads()).prune();
        if (bytes > 0) {
            gone.add("fetched and not used: " + ByteText.of(bytes));
        }
        return gone;
    }
}
