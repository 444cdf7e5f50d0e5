package shibafu.engine.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageStore;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.registry.DownloadCache;
import shibafu.engine.registry.LayoutPlace;
import shibafu.engine.registry.Platform;
import shibafu.engine.registry.Pulled;
import shibafu.engine.registry.Reference;
import shibafu.engine.registry.Registries;

/// Fetches images from registries into the store, or to a layout.
record ImagePull(FrontSession session, Registries registries, TransferOptions transfer) {
    /// On the way it is a layout beside the images, which is gone when the image stands. Of one that is here already
    /// nothing is fetched.
    Pulled toStore(Reference reference, Platform wanted, ImageStore images) {
        DownloadCache cache = new DownloadCache(images.downloads());
        try (LayoutPlace place = cache.place()) {
            Pulled pulled = pull(
                    reference,
                    wanted,
                    place.path(),
                    cache,
                    images,
                    kept -> images.importFrom(imageName(kept.reference()), kept.layout()));
            if (!pulled.fresh()) {
                String digest = pulled.manifest().toString();
                Image known = images.findByDigest(digest).orElseThrow();
                images.tag(known.name(), imageName(pulled.reference()));
            }
            return pulled;
        }
    }

    Pulled toLayout(Reference reference, Platform wanted, Path layout, ImageStore images) {
        DownloadCache cache = new DownloadCache(images.downloads());
        try (TransferBars bars = transfer.bars(session)) {
            return registries.pull(reference, wanted, layout, cache, digest -> false, bars, kept -> {});
        }
    }

    private Pulled pull(
            Reference reference,
            Platform wanted,
            Path to,
            DownloadCache cache,
            ImageStore images,
            Consumer<Pulled> keep) {
        try (TransferBars bars = transfer.bars(session)) {
            return registries.pull(
                    reference,
                    wanted,
                    to,
                    cache,
                    digest -> images.findByDigest(digest.toString()).isPresent(),
                    bars,
                    keep);
        }
    }

    /// Of one that was asked for by its digest, the repository.
    static String imageName(Reference full) {
        return full.name() + full.tag().map(tag -> ":" + tag).orElse("");
    }
}
