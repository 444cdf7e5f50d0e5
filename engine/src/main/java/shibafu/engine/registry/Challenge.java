package shibafu.engine.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a registry wants before it answers: one challenge of a `WWW-Authenticate` (RFC 9110 §11.6.1).
///
/// @param scheme in lower case: `bearer`, `basic`
/// @param parameters by name in lower case: `realm`, `service`, `scope`
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*,?\\s*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(" + TOKEN + "))");
    private static final Pattern SCHEME = Pattern.compile("\\s*,?\\s*(" + TOKEN + ")(?=\\s|,|$)");

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /// All challenges of a header's values, which may hold several each; what is malformed ends the reading.
    static List<Challenge> parse(List<String> values) {
        List<Challenge> challenges = new ArrayList<>();
        for (String value : values) {
            Matcher scheme = SCHEME.matcher(value);
            int at = 0;
            while (scheme.region(at, value.length()).lookingAt()) {
                at = scheme.end();
                Map<String, String> parameters = new LinkedHashMap<>();
                Matcher parameter = PARAMETER.matcher(value);
                while (parameter.region(at, value.length()).lookingAt()) {
                    at = parameter.end();
                    String quoted = parameter.group(2);
                    String word = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                    parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), String.valueOf(word));
                }
                challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
            }
        }
        return challenges;
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
