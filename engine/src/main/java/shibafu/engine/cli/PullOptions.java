package shibafu.engine.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.image.Image;
import shibafu.engine.image.ImageStore;
import shibafu.engine.registry.Platform;
import shibafu.engine.registry.Pulled;
import shibafu.engine.registry.Reference;
import shibafu.engine.registry.RegistryException;

/// Where a container's image comes from, if it is not here.
final class PullOptions {
    /// When a registry is asked, in docker's words.
    enum Policy {
        ALWAYS,
        MISSING,
        NEVER
    }

    @Option(
            names = "--pull",
            paramLabel = "always|missing|never",
            description = "Whether to fetch the image from its registry (missing: if it is not here).")
    private Policy policy = Policy.MISSING;

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    /// Finds what a container is to stand on: an image, an archive, a directory; or fetches it.
    Image find(Verb verb, ImageStore images, String reference, Path directory) {
        boolean path = Files.exists(directory.resolve(reference));
        return switch (policy) {
            case ALWAYS -> path ? images.resolve(reference, directory) : pull(verb, images, reference, directory);
            case NEVER -> images.resolve(reference, directory);
            case MISSING -> {
                try {
                    yield images.resolve(reference, directory);
                } catch (ShibafuException missing) {
                    if (path || images.find(reference).isPresent() || !isName(reference)) {
                        throw missing;
                    }
                    yield pull(verb, images, reference, directory, missing);
                }
            }
        };
    }

    private static boolean isName(String reference) {
        if (reference.startsWith("/")
                || reference.startsWith(".")
                || reference.toLowerCase(Locale.ROOT).endsWith(".tar")) {
            return false; // a path, with a mistake in it
        }
        try {
            return !Reference.parse(reference).repository().isEmpty();
        } catch (RegistryException e) {
            return false;
        }
    }

    private Image pull(Verb verb, ImageStore images, String reference, Path directory, ShibafuException missing) {
        try {
            return pull(verb, images, reference, directory);
        } catch (RegistryException e) {
            throw new ShibafuException(missing.getMessage() + "; " + e.getMessage(), e);
        }
    }

    private Image pull(Verb verb, ImageStore images, String reference, Path directory) {
        verb.session().needsOwnEngine();
        TransferOptions transfer = new TransferOptions();
        Pulled pulled = new ImagePull(verb.session(), registry.open(verb.session()), transfer)
                .toStore(Reference.parse(reference), Platform.host(), images);
        return images.resolve(ImagePull.imageName(pulled.reference()), directory);
    }
}
