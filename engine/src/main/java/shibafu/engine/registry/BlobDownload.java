package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/// Fetches one blob into a file, from where the file ends, and again after breaks as long as something comes.
final class BlobDownload {
    private static final int CHUNK = 128 << 10;

    private final RegistryClient client;
    private final Descriptor blob;
    private final Path part;
    private final Progress progress;
    private final Patience patience = new Patience();

    /// @param part what came of it before, if anything did
    BlobDownload(RegistryClient client, Descriptor blob, Path part, Progress progress) {
        this.client = client;
        this.blob = blob;
        this.part = part;
        this.progress = progress;
    }

    /// @throws IOException if it cannot be had, or is not what its digest says: then nothing is left of it
    void run() throws IOException {
        boolean resumed = have() > 0;
        complete();
        if (blob.digest().same(part).equals(blob.digest())) {
            return;
        }
        Files.delete(part);
        if (resumed) {
            // What was there before may have been the wrong part.
            complete();
        }
        if (!resumed || !blob.digest().same(part).equals(blob.digest())) {
            Files.deleteIfExists(part);
            throw new IOException("what %s sends as %s is something else: wrong digest"
                    .formatted(client.endpoint().registry(), blob.digest()));
        }
    }

    private void complete() throws IOException {
        if (!Files.exists(part)) {
            Files.createFile(part);
        }
        for (long have = have(); have < blob.sizeBytes(); have = have()) {
            try {
                fetch(have);
            } catch (StatusException e) {
                if (e.isFinal()) {
                    throw e;
                }
                waitOrThrow(have, e);
            } catch (IOException e) {
                waitOrThrow(have, e);
            }
        }
    }

    private void waitOrThrow(long before, IOException e) throws IOException {
        if (have() > before) {
            patience.renew();
        }
        if (Thread.currentThread().isInterrupted() || !patience.wait(Optional.empty())) {
            throw e;
        }
    }

    private long have() throws IOException {
        if (!Files.exists(part)) {
            return 0;
        }
        long size = Files.size(part);
        if (size <= blob.sizeBytes()) {
            return size;
        }
        Files.delete(part);
        return 0;
    }

    private void fetch(long from) throws IOException {
        Map<String, String> range = from > 0 ? Map.of("Range", "bytes=" + from + "-") : Map.of();
        HttpResponse<InputStream> response = client.send(Ask.get("/blobs/" + blob.digest(), range));
        switch (response.statusCode()) {
            case 200 -> append(response, 0);
            case 206 -> {
                boolean right = response.headers()
                        .firstValue("Content-Range")
                        .filter(value -> value.startsWith("bytes " + from + "-"))
                        .isPresent();
                if (!right) {
                    response.body().close();
                    Files.deleteIfExists(part);
                    throw new IOException(client.endpoint().host() + " sends another range than that it was asked for");
                }
                append(response, from);
            }
            case 416 -> {
                response.body().close();
                Files.deleteIfExists(part);
                throw new IOException("the blob " + blob.digest() + " is shorter than " + from + " bytes");
            }
            default -> throw StatusException.of(client.endpoint().registry(), response);
        }
    }

    private void append(HttpResponse<InputStream> response, long from) throws IOException {
        StandardOpenOption how = from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long have = from;
        try (Silence silence = new Silence(response.body());
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[CHUNK];
            for (int read = silence.read(buffer); read >= 0; read = silence.read(buffer)) {
                if (have + read > blob.sizeBytes()) {
                    throw new IOException("the blob " + blob.digest() + " is longer than the " + blob.sizeBytes()
                            + " bytes its manifest says");
                }
                out.write(buffer, 0, read);
                have += read;
                progress.moved(blob.digest(), have);
            }
        }
        if (have < blob.sizeBytes()) {
            throw new IOException(
                    "the blob " + blob.digest() + " breaks off after " + have + " of " + blob.sizeBytes() + " bytes");
        }
    }
}
