package shibafu.tui;

import shibafu.engine.service.Engine;
import shibafu.tui.flow.Effect;
import shibafu.tui.inspect.AppliedLimits;
import shibafu.tui.inspect.Capabilities;
import shibafu.tui.inspect.Health;
import shibafu.tui.inspect.Mounts;
import shibafu.tui.inspect.Namespaces;
import shibafu.tui.inspect.Observed;
import shibafu.tui.inspect.Waterfall;
import shibafu.tui.reader.Content;
import shibafu.tui.reader.LogText;
import shibafu.tui.reader.PlainText;
import shibafu.tui.reader.Processes;

/// Fetches from the engine what there is to read.
final class Contents {
    private static final int LOG_LINES = 2000;

    private Contents() {}

    static Content of(Engine engine, Effect.Read read) {
        Content content = fetched(engine, read);
        return read.subject().isTab() ? Observed.of(content, engine.self()) : content;
    }

    private static Content fetched(Engine engine, Effect.Read read) {
        return switch (read.subject()) {
            case LOG -> new LogText(engine.log(read.id(), LOG_LINES));
            case PROCESSES -> Processes.of(engine.processes(read.id()));
            case CONFIG -> new PlainText(engine.config(read.id()).lines().toList());
            case MOUNTS -> new Mounts(engine.mounts(read.id()));
            case NAMESPACES -> new Namespaces(engine.namespaces(read.id()));
            case CAPABILITIES -> new Capabilities(engine.capabilities(read.id()));
            case LIMITS -> new AppliedLimits(engine.appliedLimits(read.id()));
            case HEALTH -> new Health(engine.health(read.id()));
            case LAUNCH -> new Waterfall(engine.launch(read.id()));
            case EVENTS, COMPARISON, SWEEP -> Content.NOTHING; // they come by themselves
        };
    }
}
