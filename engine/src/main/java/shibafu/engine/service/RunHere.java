package shibafu.engine.service;

import java.nio.file.Path;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Streams;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerConfig;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.ProcessConfig;
import shibafu.engine.plan.Stdio;

/// Makes a container with docker's usual surroundings, by this very program.
record RunHere(ContainerFactory factory) {
    /// @return its id
    String run(NewContainer wanted, String id) {
        ContainerConfig config = ContainerConfig.ofImage(
                        id, factory.images().resolve(wanted.image(), Path.of("").toAbsolutePath()))
                .withResources(resources -> resources.merge(factory.limitsOfNew(Limits.resources(wanted.limits()))));
        if (!wanted.command().isEmpty()) {
            config = config.withCommand(wanted.command());
        }
        Path log = factory.logFile(config.id());
        Container container = factory.create(config.withLog(log));
        try {
            container.run(ProcessConfig.main()
                    .withStdio(new Stdio.Log(log))
                    .withStreams(Streams.NONE)
                    .withInit(true)
                    .detached());
        } catch (LaunchException e) {
            throw new StartFailedException(id, String.valueOf(e.getMessage()), e);
        }
        return id;
    }
}
