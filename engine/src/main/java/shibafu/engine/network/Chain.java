package shibafu.engine.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import shibafu.engine.kernel.NetworkNamespace;

/// The plugins of a network, one after the other, each with the result of the one before it (CNI specification 1.0.0,
/// "Section 3: Execution of Network Configurations").
record Chain(Plugins plugins, Attachment attachment) {
    private UserNet userNet(Attachment.Joined one) {
        return new UserNet(one.network().driver(), attachment.namespace());
    }

    /// Brings the loopback interface up; a user's program does so itself.
    void loopback() {
        if (attachment.joined().stream()
                .anyMatch(one -> UserNet.is(one.network().driver()))) {
            return;
        }
        plugins.call("ADD", "loopback", subject("lo"), Map.of("cniVersion", "1.0.0", "name", "lo", "type", "loopback"));
    }

    CniResult add(Attachment.Joined one) {
        CniResult result = CniResult.NOTHING;
        if (UserNet.is(one.network().driver())) {
            return userNet(one).start(one.interfaceName(), attachment.request());
        }
        for (Map<String, Object> plugin : one.network().plugins()) {
            result = call("ADD", one, plugin, result);
        }
        if (plugins.bridges().isPresent() && UserBridges.isPublished(one)) {
            plugins.bridges().get().publish(attachment.ports());
        }
        return result;
    }

    /// Takes all of it back, also what was given by half: a plugin that has nothing to take back says nothing.
    ///
    /// @throws NetworkException with the first failure, when all was tried
    void delete() {
        Optional<NetworkException> first = Optional.empty();
        for (Attachment.Joined one : attachment.joined().reversed()) {
            try {
                delete(one);
            } catch (NetworkException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    /// The same of one network.
    void delete(Attachment.Joined one) {
        if (UserNet.is(one.network().driver())) {
            userNet(one).stop();
            return;
        }
        if (plugins.bridges().isPresent()) {
            plugins.bridges().get().make(); // what a reboot took away has leases left all the same
            if (UserBridges.isPublished(one)) {
                plugins.bridges().get().unpublish(attachment.ports());
            }
        }
        Optional<NetworkException> first = Optional.empty();
        for (Map<String, Object> plugin : one.network().plugins().reversed()) {
            try {
                call("DEL", one, plugin, one.result());
            } catch (NetworkException e) {
                first = first.or(() -> Optional.of(e));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private CniResult call(String command, Attachment.Joined one, Map<String, Object> plugin, CniResult previous) {
        Map<String, Object> config = config(one, plugin, previous);
        plugins.bridges().ifPresent(own -> own.places(type(plugin)).forEach(config::putIfAbsent));
        return plugins.call(command, type(plugin), subject(one.interfaceName()), config);
    }

    private static String type(Map<String, Object> plugin) {
        return Json.text(plugin, "type").orElse("");
    }

    private Plugins.Subject subject(String interfaceName) {
        boolean there = NetworkNamespace.isAt(attachment.namespace());
        return new Plugins.Subject(
                attachment.key(), there ? attachment.namespace().toString() : "", interfaceName);
    }

    /// A plugin's part of the conflist, with what only the runtime knows.
    static Map<String, Object> config(Attachment.Joined one, Map<String, Object> plugin, CniResult previous) {
        Map<String, Object> config = new LinkedHashMap<>(plugin);
        Map<String, Object> capabilities = Json.object(plugin, "capabilities");
        config.remove("capabilities");
        config.put("cniVersion", one.network().version());
        config.put("name", one.network().name());
        Map<String, Object> runtime = new LinkedHashMap<>();
        one.runtime().forEach((name, value) -> {
            if (Json.flag(capabilities, name)) {
                runtime.put(name, value);
            }
        });
        if (!runtime.isEmpty()) {
            config.put("runtimeConfig", runtime);
        }
        if (!previous.raw().isEmpty()) {
            config.put("prevResult", previous.raw());
        }
        return config;
    }
}
