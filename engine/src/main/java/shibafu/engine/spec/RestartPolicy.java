package shibafu.engine.spec;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shibafu.engine.ShibafuException;

/// When a container that has ended is run again, in docker's words; it is kept as an annotation.
///
/// @param kind what end it takes
/// @param limit how often at most, for [Kind#ON_FAILURE]; 0: no matter
public record RestartPolicy(Kind kind, int limit) {
    /// The annotation that holds a policy's text.
    public static final String ANNOTATION = "org.shibafu.restart";

    private static final Pattern ON_FAILURE = Pattern.compile("on-failure(?::(\\d{1,9}))?");

    /// The ends after which it is run again, unless somebody has asked for its end.
    public enum Kind {
        NO,
        ON_FAILURE,
        ALWAYS,
        UNLESS_STOPPED
    }

    /// @throws ShibafuException for what is no policy
    public static RestartPolicy parse(String text) {
        Matcher onFailure = ON_FAILURE.matcher(text);
        if (onFailure.matches()) {
            return new RestartPolicy(
                    Kind.ON_FAILURE, onFailure.group(1) == null ? 0 : Integer.parseInt(onFailure.group(1)));
        }
        return switch (text) {
            case "no" -> new RestartPolicy(Kind.NO, 0);
            case "always" -> new RestartPolicy(Kind.ALWAYS, 0);
            case "unless-stopped" -> new RestartPolicy(Kind.UNLESS_STOPPED, 0);
            default ->
                throw new ShibafuException(
                        "restart policy '" + text + "': want no, on-failure[:N], always or unless-stopped");
        };
    }

    /// The policy among annotations; empty where a container is never run again.
    public static Optional<RestartPolicy> of(Map<String, String> annotations) {
        return Optional.ofNullable(annotations.get(ANNOTATION))
                .map(RestartPolicy::parse)
                .filter(policy -> policy.kind() != Kind.NO);
    }
}
