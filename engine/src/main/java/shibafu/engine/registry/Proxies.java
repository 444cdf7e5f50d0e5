package shibafu.engine.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The proxies that the caller's environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case.
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        Optional<String> proxy = variable(scheme + "_proxy").filter(value -> !value.isBlank());
        if (proxy.isEmpty() || isDirect(String.valueOf(uri.getHost()))) {
            return List.of(Proxy.NO_PROXY);
        }
        URI at = URI.create(proxy.get().contains("://") ? proxy.get() : "http://" + proxy.get());
        int port = at.getPort() < 0 ? 80 : at.getPort();
        return List.of(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(String.valueOf(at.getHost()), port)));
    }

    private boolean isDirect(String host) {
        if (host.matches("localhost|127\\.[0-9.]+|\\[::1]")) {
            return true;
        }
        return Stream.of(variable("no_proxy").orElse("").split(",", -1))
                .map(entry -> entry.strip().replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Whoever asked is told by the exception.
    }
}
