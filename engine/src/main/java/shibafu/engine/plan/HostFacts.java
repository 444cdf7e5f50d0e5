package shibafu.engine.plan;

/// What a plan must know of the host. Pure: whoever makes a request reads it.
///
/// @param lastCapability the kernel's highest capability number, `/proc/sys/kernel/cap_last_cap`
/// @param userNamespace whether the engine itself runs in a user namespace other than the host's: it cannot make
///     device nodes then
/// @param uid the engine's effective uid
public record HostFacts(int lastCapability, boolean userNamespace, int uid) {}
