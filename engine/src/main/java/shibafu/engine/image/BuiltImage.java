package shibafu.engine.image;

import java.util.List;

/// An image that was made in a workplace and has no name yet.
///
/// @param stored its record
/// @param layers all of them, the lowest first: in the workplace, or in the store already
/// @param config its configuration (image-spec, config.md), as bytes: its digest is the image's id
@SuppressWarnings("ArrayRecordComponent") // never compared
record BuiltImage(StoredImage stored, List<Layer> layers, byte[] config) {
    BuiltImage {
        layers = List.copyOf(layers);
    }

    /// The same under another name.
    BuiltImage named(ImageName name) {
        return new BuiltImage(stored.named(name), layers, config);
    }
}
