package shibafu.engine.cli;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.metrics.OpenMetrics;
import shibafu.engine.state.StateException;

/// `shibafu metrics`: for Prometheus and whoever else reads OpenMetrics. Every scrape reads the cgroups anew.
@Command(name = "metrics", description = "Serve the statistics of all containers as OpenMetrics, until interrupted.")
final class MetricsCommand extends Verb {
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "127.0.0.1:9393",
            description = "Where to serve /metrics (${DEFAULT-VALUE}); who can reach it can read it.")
    private String listen = "";

    @Override
    @SuppressWarnings("try") // the server is held, not used
    public Integer call() throws InterruptedException {
        InetSocketAddress address = address(listen);
        ContainerFactory factory = factory();
        PrometheusRegistry registry = new PrometheusRegistry();
        MultiCollector containers = () -> OpenMetrics.of(stats(factory));
        registry.register(containers);
        session().onHangup(() -> Runtime.getRuntime().halt(0));
        try (HTTPServer serving = HTTPServer.builder()
                .inetAddress(address.getAddress())
                .port(address.getPort())
                .registry(registry)
                .buildAndStart()) {
            output().line("serving http://" + listen.strip() + "/metrics");
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            throw new ShibafuException(
                    "listen on " + listen + ": " + e.getMessage() + "; choose another by --listen", e);
        }
    }

    private static Map<String, CgroupStats> stats(ContainerFactory factory) {
        Map<String, CgroupStats> stats = new LinkedHashMap<>();
        for (Container container : factory.list()) {
            try {
                container.cgroup().stats().ifPresent(now -> stats.put(container.id(), now));
            } catch (StateException e) {
                // Removed since the list was taken.
            }
        }
        return stats;
    }

    static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= HIGHEST_PORT) {
                return new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)), port);
            }
        } catch (NumberFormatException | UnknownHostException e) {
            throw new ShibafuException(notAnAddress(text), e);
        }
        throw new ShibafuException(notAnAddress(text));
    }

    private static String notAnAddress(String text) {
        return "listen on " + text + ": is no address and port; give one such as 127.0.0.1:9393 or [::1]:9393";
    }
}
