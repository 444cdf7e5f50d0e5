package shibafu.engine.spec;

import java.util.Optional;

/// A network interface of the host that the container gets.
///
/// @param name what it is called inside; absent: as on the host
public record NetDevice(Optional<String> name) {}
