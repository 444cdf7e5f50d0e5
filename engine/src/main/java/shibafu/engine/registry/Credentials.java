package shibafu.engine.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Who we are to a registry.
sealed interface Credentials {
    /// A name and a password, or a token in its place.
    record Password(String user, String password) implements Credentials {
        /// The value of `Authorization` (RFC 7617).
        String basic() {
            return "Basic " + encoded();
        }

        /// As auth.json keeps it.
        String encoded() {
            return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /// A refresh token, changed for others at the token server (OAuth 2).
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "an identity token";
        }
    }
}
