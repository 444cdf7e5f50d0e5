package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Brings what a layout holds to a registry: blobs first, then the manifests that name them, the list of images last.
///
/// @param client may read and write the repository
record Push(RegistryClient client, Progress progress) {
    /// @param elsewhere repositories of the same registry that may have blobs of it
    /// @return the digest by which the registry knows it
    Digest run(Path from, Reference to, List<String> elsewhere) throws IOException {
        Layout layout = new Layout(from);
        Descriptor top = layout.image();
        Map<Descriptor, Manifest> manifests = new LinkedHashMap<>();
        collect(layout, top, manifests);
        List<Callable<Void>> transfers = new ArrayList<>();
        blobs(manifests)
                .forEach(blob -> transfers.add(() -> {
                    new BlobUpload(client, blob, layout.blob(blob.digest()), elsewhere, progress).run();
                    return null;
                }));
        AFewAtATime.run(transfers);
        for (Map.Entry<Descriptor, Manifest> one : manifests.entrySet()) {
            String version = one.getKey().equals(top)
                    ? to.tag().orElse(to.digest().map(Digest::toString).orElse("latest"))
                    : one.getKey().digest().toString();
            Manifest manifest = one.getValue();
            Ask put = Ask.put("/manifests/" + version, manifest.mediaType(), manifest.content());
            HttpResponse<InputStream> answer = client.expect(put, 201);
            answer.body().close();
        }
        return top.digest();
    }

    /// Those that are named by others come first: a registry refuses a list of what it does not have.
    private static void collect(Layout layout, Descriptor one, Map<Descriptor, Manifest> manifests) throws IOException {
        Manifest manifest = layout.manifest(one);
        switch (manifest) {
            case Manifest.Single image -> {
                // Names blobs only.
            }
            case Manifest.Several several -> {
                for (Descriptor part : several.manifests()) {
                    collect(layout, part, manifests);
                }
            }
        }
        manifests.put(one, manifest);
    }

    private static List<Descriptor> blobs(Map<Descriptor, Manifest> manifests) {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        for (Manifest manifest : manifests.values()) {
            switch (manifest) {
                case Manifest.Single image -> image.blobs().forEach(blob -> blobs.putIfAbsent(blob.digest(), blob));
                case Manifest.Several several -> {
                    // Names manifests only.
                }
            }
        }
        return List.copyOf(blobs.values());
    }
}
