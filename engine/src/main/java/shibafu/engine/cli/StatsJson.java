package shibafu.engine.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupStats;
import shibafu.engine.cgroup.EffectiveLimits;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.metrics.NetworkInterfaces.Traffic;
import shibafu.engine.metrics.Rates;

/// What `shibafu stats --json` tells of a container: everything, named as in the records that it is taken from.
///
/// @param rates since the look before; empty at the first
/// @param network of a container with a net namespace of its own
/// @param effective the limits that hold, be they its own or those of a cgroup above it, and which one sets each
record StatsJson(
        String id,
        Instant at,
        Optional<Rates> rates,
        CgroupStats stats,
        List<Traffic> network,
        EffectiveLimits effective) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .registerModule(new SimpleModule()
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /// @return empty if it has ended
    static Optional<StatsJson> of(Container container, Instant at, Optional<Rates> rates) {
        Cgroup cgroup = container.cgroup();
        return cgroup.stats()
                .map(stats ->
                        new StatsJson(container.id(), at, rates, stats, container.network(), cgroup.effectiveLimits()));
    }

    static String text(List<StatsJson> containers) {
        try {
            return JSON.writeValueAsString(containers) + "\n";
        } catch (JsonProcessingException e) {
            throw new ShibafuException("write statistics as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
