package shibafu.engine.plan;

import java.util.List;

/// Bytes with the equality of a value.
public record Bytes(List<Byte> values) {
    public Bytes {
        values = List.copyOf(values);
    }

    public static Bytes of(byte[] array) {
        Byte[] boxed = new Byte[array.length];
        for (int i = 0; i < array.length; i++) {
            boxed[i] = array[i];
        }
        return new Bytes(List.of(boxed));
    }

    public byte[] toArray() {
        byte[] array = new byte[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
