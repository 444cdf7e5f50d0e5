package shibafu.engine.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A part of a JSON document that knows where it stands, and notes what is wrong with it instead of throwing: so that
/// all problems are told at once. `null` is the same as absent, as in Go, whose programs write these files.
///
/// On Jackson's streaming core alone: its data binding would cost a cold start more than all the rest of the reading.
final class JsonPart {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String pointer;
    private final @Nullable Object value;
    private final List<SpecProblem> problems;
    private @Nullable Map<String, JsonPart> members;
    private @Nullable List<JsonPart> elements;

    private JsonPart(String pointer, @Nullable Object value, List<SpecProblem> problems) {
        this.pointer = pointer;
        this.value = value;
        this.problems = problems;
    }

    /// The whole document.
    ///
    /// @param problems takes all that is wrong
    static JsonPart parse(byte[] json, List<SpecProblem> problems) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new EOFException("it is empty");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                problems.add(new SpecProblem("", "something follows the end of the JSON document"));
            }
            return new JsonPart("", value, problems);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT -> null;
        };
    }

    String pointer() {
        return pointer;
    }

    boolean present() {
        return value != null;
    }

    void problem(String message) {
        problems.add(new SpecProblem(pointer, message));
    }

    /// Whether it asks for nothing: absent, `""`, `0`, `false`, or made of such alone.
    boolean empty() {
        return switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case BigInteger number -> number.signum() == 0;
            case Boolean flag -> !flag;
            case List<?> ignored -> elements().stream().allMatch(JsonPart::empty);
            case Map<?, ?> ignored -> members().values().stream().allMatch(JsonPart::empty);
            default -> false;
        };
    }

    /// A member of this object; an absent one if it has none of that name.
    JsonPart member(String name) {
        JsonPart member = members().get(name);
        return member != null ? member : child(name, null);
    }

    Map<String, JsonPart> members() {
        if (members == null) {
            members = new LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, member) -> members.put(name.toString(), child(name.toString(), member)));
            } else if (value != null) {
                problem("must be an object");
            }
        }
        return members;
    }

    List<JsonPart> elements() {
        if (elements == null) {
            elements = new ArrayList<>();
            if (value instanceof List<?> list) {
                list.forEach(element -> elements.add(child(Integer.toString(elements.size()), element)));
            } else if (value != null) {
                problem("must be an array");
            }
        }
        return elements;
    }

    private JsonPart child(String name, @Nullable Object member) {
        return new JsonPart(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), member, problems);
    }

    Optional<String> text() {
        if (value instanceof String text) {
            if (text.indexOf('\0') >= 0) {
                problem("must not hold a zero byte");
            }
            return Optional.of(text);
        }
        if (value != null) {
            problem("must be a string");
        }
        return Optional.empty();
    }

    String textOrEmpty() {
        return text().orElse("");
    }

    String requiredText() {
        if (value == null) {
            problem("is missing");
        }
        return textOrEmpty();
    }

    List<String> texts() {
        return elements().stream().map(JsonPart::requiredText).toList();
    }

    Map<String, String> textMap() {
        Map<String, String> map = new LinkedHashMap<>();
        members().forEach((name, member) -> map.put(name, member.requiredText()));
        return map;
    }

    boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value != null) {
            problem("must be true or false");
        }
        return false;
    }

    /// A whole number of the range; absent, with a problem, if it is another.
    OptionalLong number(long least, long most) {
        return whole(BigInteger.valueOf(least), BigInteger.valueOf(most))
                .map(number -> OptionalLong.of(number.longValue()))
                .orElse(OptionalLong.empty());
    }

    /// A whole number of the range; `least`, with a problem, if it is another or missing.
    long requiredNumber(long least, long most) {
        if (value == null) {
            problem("is missing");
        }
        return number(least, most).orElse(least);
    }

    OptionalInt smallNumber(int least, int most) {
        return whole(BigInteger.valueOf(least), BigInteger.valueOf(most))
                .map(number -> OptionalInt.of(number.intValue()))
                .orElse(OptionalInt.empty());
    }

    /// An unsigned number of that many bits, as the signed one with the same bits.
    long unsigned(int bits) {
        if (value == null) {
            problem("is missing");
        }
        BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        return whole(BigInteger.ZERO, most).map(BigInteger::longValue).orElse(0L);
    }

    private Optional<BigInteger> whole(BigInteger least, BigInteger most) {
        if (value instanceof BigInteger number) {
            if (number.compareTo(least) >= 0 && number.compareTo(most) <= 0) {
                return Optional.of(number);
            }
            problem("must be from " + least + " to " + most + ", not " + number);
        } else if (value != null) {
            problem("must be a whole number");
        }
        return Optional.empty();
    }
}
