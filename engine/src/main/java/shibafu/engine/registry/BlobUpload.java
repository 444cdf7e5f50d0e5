package shibafu.engine.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brings one blob to a repository: not at all if it is there, mounted if another repository has it, in
/// one piece, or in
/// chunks if it is large (distribution-spec, "Pushing blobs"). What breaks off goes on from where the registry has it.
final class BlobUpload {
    /// What is lost at most when a connection breaks.
    private static final long CHUNK = 32L << 20;

    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final RegistryClient client;
    private final Descriptor blob;
    private final Path file;
    private final List<String> elsewhere;
    private final Progress progress;
    private final Patience patience = new Patience();

    /// @param elsewhere repositories of the same registry that may have it
    BlobUpload(RegistryClient client, Descriptor blob, Path file, List<String> elsewhere, Progress progress) {
        this.client = client;
        this.blob = blob;
        this.file = file;
        this.elsewhere = List.copyOf(elsewhere);
        this.progress = progress;
    }

    /// @throws IOException if the registry does not take it
    void run() throws IOException {
        progress.began(blob.digest(), blob.sizeBytes());
        HttpResponse<InputStream> there = client.send(Ask.head("/blobs/" + blob.digest()));
        there.body().close();
        if (there.statusCode() == 200) {
            progress.ended(blob.digest(), "already there");
            return;
        }
        for (String repository : elsewhere) {
            Ask mount = Ask.post("/blobs/uploads/?mount=" + blob.digest() + "&from=" + repository);
            HttpResponse<InputStream> answer = client.send(mount);
            answer.body().close();
            if (answer.statusCode() == 201) {
                progress.ended(blob.digest(), "mounted from " + repository);
                return;
            }
            if (answer.statusCode() == 202) {
                upload(answer); // it would not, and has begun an upload instead
                return;
            }
        }
        HttpResponse<InputStream> begun = client.expect(Ask.post("/blobs/uploads/"), 202);
        begun.body().close();
        upload(begun);
    }

    private void upload(HttpResponse<InputStream> begun) throws IOException {
        String location = client.location(begun);
        long chunk = Math.max(CHUNK, leastChunk(begun));
        long sent = 0;
        while (true) {
            try {
                // The last piece is sent with the digest; so is a small blob as a whole.
                if (blob.sizeBytes() - sent <= chunk) {
                    finish(location, sent);
                    progress.ended(blob.digest(), "done");
                    return;
                }
                HttpResponse<InputStream> answer = client.send(piece("PATCH", location, sent, chunk));
                if (answer.statusCode() != 202) {
                    throw StatusException.of(client.endpoint().registry(), answer);
                }
                answer.body().close();
                location = client.location(answer);
                sent += chunk;
                patience.renew();
            } catch (IOException e) {
                boolean lost = !(e instanceof StatusException status && status.isFinal() && status.status() != 416);
                if (!lost || !patience.wait(Optional.empty())) {
                    throw e;
                }
                HttpResponse<InputStream> now = client.expect(Ask.get(location, Map.of()), 204);
                now.body().close();
                location = client.location(now);
                sent = received(now);
            }
        }
    }

    private void finish(String location, long sent) throws IOException {
        String place = location + (location.contains("?") ? "&" : "?") + "digest=" + blob.digest();
        HttpResponse<InputStream> answer = client.send(piece("PUT", place, sent, blob.sizeBytes() - sent));
        if (answer.statusCode() != 201) {
            throw StatusException.of(client.endpoint().registry(), answer);
        }
        answer.body().close();
    }

    private Ask piece(String method, String place, long from, long length) {
        // A PUT of all has no range; a piece has one, both ends counted in.
        Map<String, String> type = Map.of("Content-Type", "application/octet-stream");
        Map<String, String> ranged =
                Map.of("Content-Type", "application/octet-stream", "Content-Range", from + "-" + (from + length - 1));
        boolean whole = length == blob.sizeBytes();
        return Ask.upload(method, place, whole || length == 0 ? type : ranged, () -> body(from, length));
    }

    private BodyPublisher body(long from, long length) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(from, length)), length);
    }

    private InputStream open(long from, long length) {
        try {
            InputStream stream = Files.newInputStream(file);
            stream.skipNBytes(from);
            return new Piece(stream, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long leastChunk(HttpResponse<InputStream> begun) {
        return begun.headers()
                .firstValue("OCI-Chunk-Min-Length")
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /// How many bytes the registry has of an upload.
    static long received(HttpResponse<InputStream> answer) {
        Matcher range = RANGE.matcher(answer.headers().firstValue("Range").orElse(""));
        long last = range.matches() ? Long.parseLong(range.group(1)) : 0;
        return last == 0 ? 0 : last + 1; // "0-0" is what registries say of none
    }

    /// So many bytes of a file, which are counted as they go.
    private final class Piece extends FilterInputStream {
        private final long end;
        private long at;

        Piece(InputStream stream, long from, long length) {
            super(stream);
            this.at = from;
            this.end = from + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = at == end ? -1 : super.read(buffer, offset, (int) Math.min(length, end - at));
            if (read > 0) {
                at += read;
                progress.moved(blob.digest(), at);
            }
            return read;
        }
    }
}
