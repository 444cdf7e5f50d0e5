package shibafu.engine.cli.runtime;

import java.util.List;
import shibafu.engine.ShibafuException;
import shibafu.engine.cli.SignalName;
import shibafu.engine.lifecycle.Container;

/// `kill`: sends a signal to a container's first process, or to all.
final class Kill implements Verb {
    @Override
    public String summary() {
        return "send a signal to a container's first process (default TERM)";
    }

    @Override
    public String words() {
        return "CONTAINER [SIGNAL]";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.flag("all", "to every process; one that has ended already is no error")
                .or("a"));
    }

    @Override
    public int mostWords() {
        return 2;
    }

    @Override
    public int run(Call call) {
        List<String> words = call.arguments().words();
        Container container = call.named();
        int signal = signal(words.size() > 1 ? words.get(1) : "TERM");
        if (call.arguments().has("all")) {
            container.signalAll(signal);
        } else {
            container.signal(signal);
        }
        return 0;
    }

    /// As for kill(2), 0 only asks whether there is somebody.
    private static int signal(String text) {
        if (text.equals("0")) {
            return 0;
        }
        return SignalName.find(text)
                .orElseThrow(() -> new ShibafuException(
                        "unknown signal \"" + text + "\"; give a name such as TERM or a number from 0 to 64"));
    }
}
