package shibafu.engine.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// Fetches an image into a layout: from the first of the registries that its name may mean, and of their mirrors, that
/// has it.
///
/// @param connect makes a client that may read
record Pull(Sources sources, Function<Endpoint, RegistryClient> connect, DownloadCache cache, Progress progress) {
    /// What was found, and where.
    private record Found(Reference reference, RegistryClient client, Manifest.Single image) {}

    /// Fetches into `layout`, a folder that is made.
    ///
    /// @param known whether an image of that manifest's digest is here already
    /// @throws RegistryException if it is nowhere to be had; says why for each place
    Pulled run(Reference asked, Platform platform, Path layout, Function<Digest, Boolean> known) {
        cache.removeOld();
        Found found = find(asked, platform);
        Descriptor manifest = found.image.descriptor();
        Pulled pulled = new Pulled(
                found.reference, manifest.digest(), found.image.config().digest(), layout);
        if (known.apply(manifest.digest())) {
            return pulled.already();
        }
        String host = found.client.endpoint().registry();
        try {
            Layout made = Layout.create(layout);
            List<Callable<Void>> transfers = new ArrayList<>();
            for (Descriptor blob : found.image.blobs()) {
                transfers.add(() -> {
                    cache.take(found.client, blob, made, progress);
                    return null;
                });
            }
            AFewAtATime.run(transfers);
            made.put(manifest.digest(), found.image.content());
            made.finish(manifest, found.reference.toString());
        } catch (IOException e) {
            throw new RegistryException("pull " + found.reference + ": " + NetReason.of(host, e), e);
        }
        return pulled;
    }

    private Found find(Reference asked, Platform platform) {
        List<String> reasons = new ArrayList<>();
        List<Throwable> causes = new ArrayList<>();
        for (Reference reference : sources.candidates(asked)) {
            for (Endpoint endpoint : sources.pullFrom(reference)) {
                try {
                    RegistryClient client = connect.apply(endpoint);
                    return new Found(
                            reference, client, new ManifestDownload(client).image(reference.version(), platform));
                } catch (IOException e) {
                    reasons.add(reference + ": " + NetReason.of(endpoint.host(), e));
                    causes.add(e);
                }
            }
        }
        throw new RegistryException("pull " + String.join("; ", reasons), causes.getLast());
    }

    /// To be called when an image holds what was pulled.
    void forget(Pulled pulled) {
        try {
            Layout layout = new Layout(pulled.layout());
            switch (layout.manifest(layout.image())) {
                case Manifest.Single image -> cache.forget(image.blobs());
                case Manifest.Several several -> {
                    // Never pulled.
                }
            }
        } catch (IOException e) {
            throw new RegistryException("clean up after " + pulled.reference() + ": " + e.getMessage(), e);
        }
    }
}
