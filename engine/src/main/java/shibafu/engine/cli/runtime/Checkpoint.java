package shibafu.engine.cli.runtime;

import java.util.ArrayList;
import java.util.List;
import shibafu.engine.criu.CriuSwitch;

/// `checkpoint`: writes a running container to an image.
final class Checkpoint implements Verb {
    @Override
    public String summary() {
        return "write a running container to an image, by CRIU";
    }

    @Override
    public List<Option> options() {
        List<Option> options = new ArrayList<>(CriuFlags.switches(
                CriuSwitch.LEAVE_RUNNING,
                CriuSwitch.TCP_ESTABLISHED,
                CriuSwitch.TCP_SKIP_IN_FLIGHT,
                CriuSwitch.LINK_REMAP,
                CriuSwitch.EXT_UNIX_SK,
                CriuSwitch.SHELL_JOB,
                CriuSwitch.FILE_LOCKS,
                CriuSwitch.LAZY_PAGES,
                CriuSwitch.AUTO_DEDUP));
        options.addAll(List.of(
                Option.value("parent-path", "DIR", "an earlier image to build on, relative to the image's directory"),
                Option.flag("pre-dump", "write memory only, for a later image to build on; the container goes on"),
                Option.value("page-server", "ADDRESS:PORT", "send the memory to this criu page-server"),
                Option.value("status-fd", "FD", "a descriptor that gets a zero byte once pages can be asked for")));
        return options;
    }

    @Override
    public int run(Call call) {
        call.container().checkpoint(new CriuFlags(call).read());
        return 0;
    }
}
