package shibafu.engine.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import shibafu.engine.disk.IoReason;

/// Why a registry could not be asked, in words, and what to do about it: Java's own are often none.
final class NetReason {
    private NetReason() {}

    /// @param host who was asked
    static String of(String host, IOException failure) {
        if (failure instanceof StatusException status) {
            return String.valueOf(status.getMessage());
        }
        if (has(failure, CertificateException.class)) {
            return ("the certificate of %s is not trusted: put that of its authority into"
                            + " /etc/containers/certs.d/%s/ca.crt, or let registries.conf say insecure = true")
                    .formatted(host, host);
        }
        if (failure instanceof SSLException) {
            return "%s does not speak TLS (%s): if it is to be asked by HTTP, let registries.conf say insecure = true"
                    .formatted(host, failure.getMessage());
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return "there is no host " + host + ": check the name";
        }
        if (failure instanceof HttpTimeoutException) {
            return host + " does not answer";
        }
        if (failure instanceof ConnectException) {
            return "connect to " + host + ": connection refused";
        }
        return IoReason.of(failure);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (kind.isInstance(one)) {
                return true;
            }
        }
        return false;
    }
}
