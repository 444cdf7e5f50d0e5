package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/// Fetches manifests, and from lists of them the one for a platform; each is what its digest says.
record ManifestDownload(RegistryClient client) {
    private static final int MOST_INDEXES = 3; // an index may stand in an index

    /// @param version a tag or a digest
    /// @throws IOException if there is none, none for that platform, or it is not what was asked for
    Manifest.Single image(String version, Platform platform) throws IOException {
        Manifest found = fetch(version);
        for (int i = 0; i < MOST_INDEXES; i++) {
            switch (found) {
                case Manifest.Single image -> {
                    return image;
                }
                case Manifest.Several several ->
                    found = fetch(several.choose(platform).digest().toString());
            }
        }
        throw new IOException("its index leads to more than " + MOST_INDEXES + " others");
    }

    /// @param version a tag or a digest
    Manifest fetch(String version) throws IOException {
        Ask ask = Ask.get("/manifests/" + version, Map.of("Accept", String.join(", ", Manifest.MEDIA_TYPES)));
        HttpResponse<InputStream> response = client.expect(ask, 200);
        byte[] content;
        try (InputStream body = response.body()) {
            content = body.readNBytes(Manifest.LARGEST + 1);
        }
        if (content.length > Manifest.LARGEST) {
            throw new IOException("its manifest is larger than " + Manifest.LARGEST + " bytes");
        }
        Optional<Digest> promised = Digest.of(version)
                .or(() -> response.headers().firstValue("Docker-Content-Digest").flatMap(Digest::of));
        if (promised.isPresent() && !promised.get().same(content).equals(promised.get())) {
            throw new IOException("what %s sends as the manifest %s is something else: wrong digest"
                    .formatted(client.endpoint().registry(), promised.get()));
        }
        String mediaType = response.headers().firstValue("Content-Type").orElse("");
        return Manifest.parse(mediaType, content);
    }
}
