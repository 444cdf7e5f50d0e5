package shibafu.engine.cgroup;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import shibafu.engine.cgroup.CgroupReading.Value;

/// Takes the lines `key number` that matter out of a file of many, in one pass: memory.stat has about fifty, and one
/// search for each key would cost more than the kernel takes to write the file.
final class KeyTable {
    private final byte[][] keys;
    private final Value[] values;

    private KeyTable(Map<Value, String> wanted) {
        int size = Integer.highestOneBit(wanted.size()) * 8;
        this.keys = new byte[size][];
        this.values = new Value[size];
        wanted.forEach(this::put);
    }

    static Builder table() {
        return new Builder();
    }

    private void put(Value value, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        int at = hash(bytes, 0, bytes.length) & (keys.length - 1);
        while (keys[at] != null) {
            at = (at + 1) & (keys.length - 1);
        }
        keys[at] = bytes;
        values[at] = value;
    }

    void read(KernelText text, CgroupReading into) {
        byte[] bytes = text.bytes();
        int end = text.length();
        int line = 0;
        while (line < end) {
            int hash = 0;
            int at = line;
            while (at < end && bytes[at] > ' ') {
                hash = 31 * hash + bytes[at];
                at++;
            }
            int slot = find(bytes, line, at, hash);
            if (slot >= 0) {
                into.set(values[slot], text.parse(at + 1));
            }
            while (at < end && bytes[at] != '\n') {
                at++;
            }
            line = at + 1;
        }
    }

    private int find(byte[] bytes, int from, int to, int hash) {
        int at = hash & (keys.length - 1);
        while (keys[at] != null) {
            if (equal(keys[at], bytes, from, to)) {
                return at;
            }
            at = (at + 1) & (keys.length - 1);
        }
        return -1;
    }

    private static boolean equal(byte[] key, byte[] bytes, int from, int to) {
        if (key.length != to - from) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash;
    }

    static final class Builder {
        private final Map<Value, String> wanted = new EnumMap<>(Value.class);

        Builder with(String key, Value value) {
            wanted.put(value, key);
            return this;
        }

        KeyTable build() {
            return new KeyTable(wanted);
        }
    }
}
