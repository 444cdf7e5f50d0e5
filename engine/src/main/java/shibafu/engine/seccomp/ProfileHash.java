package shibafu.engine.seccomp;

import java.util.List;
import java.util.OptionalInt;
import shibafu.engine.spec.Seccomp;
import shibafu.engine.spec.Seccomp.Argument;
import shibafu.engine.spec.Seccomp.Rule;

/// 128 bits that tell a profile from others, for the cache's file names. Two multiplicative hashes, as a cold start
/// would wait longer for SHA-256 than for the compiler; whoever writes profiles is trusted, and chance is no concern.
final class ProfileHash {
    private static final int SEPARATOR = 0x110000;

    private long one = 0xcbf29ce484222325L;
    private long two = 0x9e3779b97f4a7c15L;

    private ProfileHash() {}

    static String of(int version, Machine machine, Seccomp profile) {
        ProfileHash hash = new ProfileHash();
        hash.add(version);
        hash.add(machine.name());
        hash.add(profile.defaultAction());
        hash.add(profile.defaultErrno());
        hash.add(profile.architectures());
        hash.add(profile.rules().size());
        for (Rule rule : profile.rules()) {
            hash.add(rule.names());
            hash.add(rule.action());
            hash.add(rule.errno());
            hash.add(rule.args().size());
            for (Argument argument : rule.args()) {
                hash.add(argument.index());
                hash.add(argument.value());
                hash.add(argument.valueTwo());
                hash.add(argument.op());
            }
        }
        return Long.toHexString(hash.one) + "-" + Long.toHexString(hash.two);
    }

    private void add(List<String> texts) {
        add(texts.size());
        for (String text : texts) {
            add(text);
        }
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        add(SEPARATOR);
    }

    private void add(OptionalInt number) {
        add(number.orElse(-1));
    }

    private void add(long value) {
        one = (one ^ value) * 0x100000001b3L;
        one ^= one >>> 32;
        two = (two + value) * 0xd6e8feb86659fd93L;
        two ^= two >>> 29;
    }
}
