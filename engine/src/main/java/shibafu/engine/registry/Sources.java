package shibafu.engine.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which registries a name may mean, and where each is asked.
///
/// @param verifyTls what the caller says of it, before what the files say
record Sources(RegistriesConf conf, Optional<Boolean> verifyTls) {
    /// The full names to try, in order; one only for a name that is full. Where nothing is configured, short names are
    /// docker.io's, as docker has it.
    List<Reference> candidates(Reference reference) {
        if (!reference.isShort()) {
            return List.of(reference);
        }
        String alias = conf.aliases().getOrDefault(reference.name(), "");
        if (!alias.isEmpty()) {
            return List.of(reference.called(alias));
        }
        List<String> search = conf.search().isEmpty() ? List.of(Reference.DOCKER) : conf.search();
        return search.stream().map(reference::within).toList();
    }

    /// Where to pull a full name from: mirrors first.
    ///
    /// @throws RegistryException if its registry is blocked
    List<Endpoint> pullFrom(Reference reference) {
        Optional<RegistriesConf.Registry> said = conf.of(reference);
        List<Endpoint> endpoints = new ArrayList<>();
        if (said.isPresent()) {
            for (RegistriesConf.Mirror mirror : said.get().mirrors()) {
                if (serves(said.get(), mirror, reference)) {
                    endpoints.add(moved(reference, said.get(), mirror.location(), Optional.of(mirror.insecure())));
                }
            }
        }
        endpoints.add(own(reference, said));
        return endpoints;
    }

    /// Where to push a full name to.
    ///
    /// @throws RegistryException if its registry is blocked
    Endpoint pushTo(Reference reference) {
        return own(reference, conf.of(reference));
    }

    private static boolean serves(RegistriesConf.Registry said, RegistriesConf.Mirror mirror, Reference reference) {
        boolean exact = reference.digest().isPresent();
        return switch (mirror.pullFrom()) {
            case "digest-only" -> exact;
            case "tag-only" -> !exact;
            default -> exact || !said.mirrorByDigestOnly();
        };
    }

    private Endpoint own(Reference reference, Optional<RegistriesConf.Registry> said) {
        if (said.isEmpty()) {
            return endpoint(reference, Optional.empty());
        }
        if (said.get().blocked()) {
            throw new RegistryException("use %s: registries.conf blocks %s"
                    .formatted(reference, said.get().prefix()));
        }
        return moved(reference, said.get(), said.get().location(), said.get().insecure());
    }

    private Endpoint moved(
            Reference reference, RegistriesConf.Registry said, String location, Optional<Boolean> insecure) {
        String name = reference.name();
        if (location.isEmpty()) {
            return endpoint(reference, insecure);
        }
        String rest = said.prefix().startsWith("*.")
                ? "/" + reference.repository()
                : name.substring(Math.min(said.prefix().length(), name.length()));
        return endpoint(Reference.parse(location + rest), insecure);
    }

    private Endpoint endpoint(Reference at, Optional<Boolean> insecure) {
        String registry = at.registry()
                .orElseThrow(() -> new RegistryException("use " + at + ": registries.conf names no registry for it"));
        boolean lax = verifyTls.map(verify -> !verify).orElse(insecure.orElse(isLoopback(registry)));
        return new Endpoint(registry, at.repository(), lax);
    }

    /// Who can listen in there needs no certificate: docker trusts these, too.
    private static boolean isLoopback(String registry) {
        return registry.matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
    }
}
