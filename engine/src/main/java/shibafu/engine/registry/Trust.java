package shibafu.engine.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// Whose certificates are believed: those of the system's authorities, as programs that are not Java
/// believe them, and of
/// those that containers-certs.d(5) names for a registry.
final class Trust {
    private static final List<Path> BUNDLES =
            List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"), Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private Trust() {}

    /// For one registry.
    ///
    /// @param folders such as `/etc/containers/certs.d`
    static SSLContext of(String host, List<Path> folders) throws IOException {
        List<Path> files = new ArrayList<>(BUNDLES);
        for (Path folder : folders) {
            try (Stream<Path> entries = Files.list(folder.resolve(host))) {
                entries.filter(file -> file.toString().endsWith(".crt")).forEach(files::add);
            } catch (IOException e) {
                // Most registries have none.
            }
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Path file : files.stream().filter(Files::isReadable).toList()) {
                add(store, file);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            // Without any, Java's own: there are systems with no bundle.
            factory.init(store.size() == 0 ? null : store);
            return context(factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException("read the certificates of " + files + ": " + e.getMessage(), e);
        }
    }

    private static void add(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (InputStream stream = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                store.setCertificateEntry("ca" + store.size(), one);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("read certificates from " + file + ": " + e.getMessage(), e);
        }
    }

    /// For a registry that is said to be insecure: anybody's will do.
    static SSLContext anybody() throws IOException {
        try {
            return context(new TrustManager[] {new Anybody()});
        } catch (GeneralSecurityException e) {
            throw new IOException("start TLS: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(TrustManager[] trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
    }

    // One of this class is asked about names, too, instead of the client's own check.
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
