package shibafu.engine.service;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Home;
import shibafu.engine.state.ContainerId;

/// Makes a container by the command `shibafu run`, whose options are more than a screen should know of: what the screen
/// shows as its command line is then what is done.
record RunByCommand(ContainerFactory factory) {
    private static final String PREFIX = "shibafu: ";

    /// @return its id
    String run(NewContainer container, String id) {
        List<String> command = new ArrayList<>(List.of(Home.find().stub().toString()));
        command.addAll(RunCommandLine.words(container));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            if (code != 0) {
                throw failed(id, told.isEmpty() ? "run " + id + ": exit code " + code : told);
            }
            return id;
        } catch (IOException e) {
            throw new ShibafuException("run " + id + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShibafuException("run " + id + ": interrupted", e);
        }
    }

    private ShibafuException failed(String id, String told) {
        String why = told.startsWith(PREFIX) ? told.substring(PREFIX.length()) : told;
        ShibafuException failure = new ShibafuException(why);
        boolean started = factory.launches().stream()
                .anyMatch(launch -> launch.id().equals(new ContainerId(id))
                        && launch.failure().isPresent());
        return started ? new StartFailedException(id, why, failure) : failure;
    }
}
