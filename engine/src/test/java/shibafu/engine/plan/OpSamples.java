package shibafu.engine.plan;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Operations of every kind with any values, made from their records' components.
final class OpSamples {
    private final Random random;

    OpSamples(long seed) {
        random = new Random(seed);
    }

    /// The records of all operations.
    static List<Class<?>> kinds() {
        return Arrays.stream(Op.class.getPermittedSubclasses())
                .<Class<?>>flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .toList();
    }

    /// One of that kind, always the same.
    static Op of(Class<?> type) {
        return new OpSamples(0).next(type);
    }

    /// A plan's worth of any kinds in any order: more than the stub would accept, but not more than can be written.
    List<Op> list(int count) {
        List<Class<?>> kinds = kinds();
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ops.add(next(kinds.get(random.nextInt(kinds.size()))));
        }
        return ops;
    }

    private Op next(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Arrays.stream(components).map(this::value).toArray();
            return (Op) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private Object value(RecordComponent component) {
        return switch (component.getGenericType().getTypeName()) {
            case "int" -> random.nextInt();
            case "long" -> random.nextLong();
            case "boolean" -> random.nextBoolean();
            case "java.lang.String" -> text();
            case "java.util.List<java.lang.String>" ->
                IntStream.range(0, random.nextInt(5)).mapToObj(i -> text()).toList();
            case "java.util.List<java.lang.Integer>" ->
                random.ints(random.nextInt(5)).boxed().toList();
            case "shibafu.engine.plan.Bytes" -> Bytes.of(text().getBytes(StandardCharsets.UTF_8));
            case "shibafu.engine.plan.Plan" -> new Plan(List.of(new SectionOp.Clone(0)));
            default -> throw new AssertionError(component);
        };
    }

    /// Any characters but the zero, so that both short and long codings of UTF-8 are there.
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? 1 + random.nextInt(126) : 0xa0 + random.nextInt(0x2000));
        }
        return text.toString();
    }
}
