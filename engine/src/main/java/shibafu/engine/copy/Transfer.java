package shibafu.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.HeldPath;

/// Copies from one side to the other by docker's rules for directories.
///
/// @param links whether the source may be named by a link to it
/// @param ownership what is done to owners on the way
public record Transfer(boolean links, Ownership ownership) {

    /// What is done to owners on the way.
    @FunctionalInterface
    public interface Ownership {
        /// They stay.
        Ownership KEPT = sink -> sink;

        /// Puts itself before `sink`.
        Sink before(Sink sink);
    }

    /// From a tree to a tree.
    public void copy(Side from, Side to) throws IOException {
        try (HeldPath source = from.open(links)) {
            switch (TreeSource.kind(UnixAttributes.read(source.path()))) {
                case DIRECTORY, FILE, SYMBOLIC_LINK, HARD_LINK -> {
                    // These can be written.
                }
                case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, SOCKET ->
                    throw new IOException(from.path() + " is a device, FIFO or socket");
            }
            Side.Target target = to.target(from, Side.isDirectory(source));
            try (HeldPath directory = target.directory()) {
                Sink sink = ownership.before(new TreeSink(directory, to.ids()));
                from.send(source, links, target.as(), sink);
                sink.finish();
            }
        }
    }

    /// From a tree to a tar, with the owners that the source has.
    public void toTar(Side from, OutputStream out) throws IOException {
        try (HeldPath source = from.open(links)) {
            Sink tar = new TarSink(out);
            from.send(source, links, from.isContent() ? "." : from.name(), tar);
            tar.finish();
        }
    }

    /// From a tar into a directory that is there.
    public void fromTar(InputStream in, Side to) throws IOException {
        try (HeldPath directory = to.directory()) {
            Sink sink = ownership.before(new TreeSink(directory, to.ids()));
            TarSource.copy(in, sink);
            sink.finish();
        }
    }
}
