package shibafu.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a registry tells of a name: one image, or a list of images by platform. Docker's and OCI's forms are the same
/// but for their media types.
sealed interface Manifest {
    /// All that are understood, for `Accept`.
    List<String> MEDIA_TYPES = List.of(
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    /// The spec lets registries refuse more.
    int LARGEST = 4 << 20;

    /// As it stands in the content, or else as the registry says.
    String mediaType();

    /// Exactly as received: the digest is of these bytes.
    byte[] content();

    /// One image.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Single(String mediaType, byte[] content, Descriptor config, List<Descriptor> layers) implements Manifest {
        public Single {
            layers = List.copyOf(layers);
        }

        /// The config first, then the layers from below.
        List<Descriptor> blobs() {
            List<Descriptor> blobs = new ArrayList<>(List.of(config));
            blobs.addAll(layers);
            return blobs.stream().distinct().toList();
        }
    }

    /// Images by platform.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Several(String mediaType, byte[] content, List<Descriptor> manifests) implements Manifest {
        public Several {
            manifests = List.copyOf(manifests);
        }

        /// The one that does best on `wanted`; of equals the first.
        ///
        /// @throws IOException if none does; says which there are
        Descriptor choose(Platform wanted) throws IOException {
            return manifests.stream()
                    .filter(one -> fit(wanted, one) > 0)
                    .max(Comparator.comparingInt(one -> fit(wanted, one)))
                    .orElseThrow(() -> new IOException("there is no image for %s among these: %s"
                            .formatted(
                                    wanted,
                                    String.join(
                                            ", ",
                                            manifests.stream()
                                                    .flatMap(one -> one.platform().stream())
                                                    .map(Platform::toString)
                                                    .filter(text -> !text.contains("unknown"))
                                                    .toList()))));
        }

        private static int fit(Platform wanted, Descriptor one) {
            return one.platform().map(wanted::fit).orElse(1);
        }
    }

    default Descriptor descriptor() {
        return new Descriptor(mediaType(), Digest.sha256(content()), content().length, Optional.empty());
    }

    /// @param mediaType the registry's word for it; may be empty
    /// @throws IOException if it is not understood; says why
    static Manifest parse(String mediaType, byte[] content) throws IOException {
        JsonNode root = Json.MAPPER.readTree(content);
        String type =
                root.path("mediaType").asText(mediaType.replaceFirst(";.*", "").strip());
        if (root.path("manifests").isArray()) {
            List<Descriptor> manifests = new ArrayList<>();
            for (JsonNode node : root.path("manifests")) {
                manifests.add(Descriptor.of(node));
            }
            return new Several(type.isEmpty() ? MEDIA_TYPES.getFirst() : type, content, manifests);
        }
        if (root.path("config").isObject() && root.path("layers").isArray()) {
            List<Descriptor> layers = new ArrayList<>();
            for (JsonNode node : root.path("layers")) {
                layers.add(Descriptor.of(node));
            }
            return new Single(
                    type.isEmpty() ? MEDIA_TYPES.get(1) : type, content, Descriptor.of(root.path("config")), layers);
        }
        if (root.path("schemaVersion").asInt() == 1) {
            throw new IOException("its manifest is of docker's schema 1, which is no longer read: push it anew");
        }
        throw new IOException("its manifest is not one of an image: " + (type.isEmpty() ? "no media type" : type));
    }
}
