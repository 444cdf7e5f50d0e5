package shibafu.engine.cli.runtime;

import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.cli.EngineLog;
import shibafu.engine.cli.Factories;
import shibafu.engine.cli.Output;
import shibafu.engine.launch.FrontSession;
import shibafu.engine.lifecycle.CgroupDriver;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.lifecycle.ContainerFactory;
import shibafu.engine.lifecycle.Home;
import shibafu.engine.lifecycle.Places;

/// One call of the runtime: who called, with which flags.
///
/// @param global the flags before the command
/// @param arguments those of the command
record Call(FrontSession session, Arguments global, Arguments arguments) {
    Output output() {
        return new Output(session);
    }

    /// The container that the command is about.
    ///
    /// @throws shibafu.engine.state.StateException if there is none
    Container container() {
        return factory().load(arguments.id());
    }

    /// The same for a verb that begins with a look at its record.
    Container named() {
        return factory().named(arguments.id());
    }

    ContainerFactory factory() {
        log().follow();
        return Factories.open(places(), session);
    }

    private Places places() {
        Places usual = Places.usual(Home.find());
        return global.value("root")
                .map(this::path)
                .or(this::ownRoot)
                .map(usual::withState)
                .orElse(usual);
    }

    /// Others than root keep their records where they may write.
    private Optional<Path> ownRoot() {
        return session.request().uid() == 0
                ? Optional.empty()
                : Optional.ofNullable(session.request().environment().get("XDG_RUNTIME_DIR"))
                        .map(directory -> Path.of(directory, "shibafu"));
    }

    EngineLog log() {
        boolean json = global.value("log-format").filter("json"::equals).isPresent();
        return EngineLog.open(
                session,
                global.has("debug"),
                global.value("log").map(this::path),
                json ? EngineLog.Format.json : EngineLog.Format.text);
    }

    CgroupDriver cgroupDriver() {
        return global.has("systemd-cgroup") ? CgroupDriver.SYSTEMD : CgroupDriver.CGROUPFS;
    }

    /// A path as the caller meant it.
    Path path(String text) {
        return Path.of(session.request().workingDirectory()).resolve(text).normalize();
    }
}
