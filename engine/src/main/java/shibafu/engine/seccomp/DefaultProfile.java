package shibafu.engine.seccomp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;

/// The filter of containers whose user asks for no other: what docker's denies, this denies. The list is
/// `default-profile.txt`; what depends on arguments is here.
public final class DefaultProfile {
    private static final String LIST = "default-profile.txt";
    private static final String ALLOW = "SCMP_ACT_ALLOW";
    private static final String ERRNO = "SCMP_ACT_ERRNO";
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    /// `CLONE_NEW...` of clone(2), but for a time namespace, which it cannot make.
    private static final long NEW_NAMESPACES = 0x7e020000L;

    private static final int AF_VSOCK = 40;
    /// Of personality(2): Linux, Linux32, UNAME26 with either, and the question.
    private static final List<Long> PERSONALITIES = List.of(0L, 8L, 0x20000L, 0x20008L, 0xffffffffL);

    private DefaultProfile() {}

    /// @param capabilities of the container, as `CAP_...`
    public static Seccomp of(Collection<String> capabilities) {
        Set<String> allowed = new TreeSet<>(Calls.ALL);
        Set<String> denied = denied(capabilities);
        boolean admin = capabilities.contains("CAP_SYS_ADMIN") || capabilities.contains("CAP_BPF");
        allowed.removeAll(denied);
        List<Rule> rules = new ArrayList<>();
        if (!capabilities.contains("CAP_SYS_ADMIN")) {
            allowed.remove("clone");
            rules.add(allow("clone", new Argument(0, NEW_NAMESPACES, 0, "SCMP_CMP_MASKED_EQ")));
            denied.remove("clone3"); // ENOSYS has programs fall back on clone
            allowed.remove("clone3");
        }
        if (!admin) {
            allowed.remove("socket");
            rules.add(allow("socket", new Argument(0, AF_VSOCK, 0, "SCMP_CMP_NE")));
        }
        allowed.remove("personality");
        PERSONALITIES.forEach(value -> rules.add(allow("personality", new Argument(0, value, 0, "SCMP_CMP_EQ"))));
        rules.add(new Rule(List.copyOf(allowed), ALLOW, OptionalInt.empty(), List.of()));
        rules.add(new Rule(List.copyOf(denied), ERRNO, OptionalInt.of(EPERM), List.of()));
        return new Seccomp(
                ERRNO,
                OptionalInt.of(ENOSYS),
                Machine.here().abis().stream().map(Machine.Abi::name).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                rules);
    }

    private static Rule allow(String name, Argument argument) {
        return new Rule(List.of(name), ALLOW, OptionalInt.empty(), List.of(argument));
    }

    private static Set<String> denied(Collection<String> capabilities) {
        Set<String> denied = new TreeSet<>();
        for (String line : text().lines().toList()) {
            List<String> words = List.of(line.split(" "));
            if (!line.startsWith("#") && !capabilities.contains(words.getFirst())) {
                denied.addAll(words.subList(1, words.size()));
            }
        }
        return denied;
    }

    private static String text() {
        try (InputStream in = DefaultProfile.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IOException("it is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + LIST + ": " + e.getMessage(), e);
        }
    }

    /// Read once: an engine that stays makes many of these.
    private static final class Calls {
        static final Set<String> ALL = all();

        private static Set<String> all() {
            Set<String> names = new TreeSet<>();
            Machine.here()
                    .abis()
                    .forEach(abi -> names.addAll(SyscallTable.of(abi.table()).keySet()));
            return names;
        }
    }
}
