package shibafu.engine.cli.runtime;

import java.util.Optional;
import shibafu.engine.launch.Notification;
import shibafu.engine.lifecycle.Container;
import shibafu.engine.state.ProcessRef;

/// The service manager of the caller (systemd), if it waits to hear that the container is ready (sd_notify(3)).
///
/// @param address of its socket: a path, or `@` and an abstract name
record Readiness(Call call, Optional<String> address) {
    static Readiness of(Call call) {
        return new Readiness(
                call,
                Optional.ofNullable(call.session().request().environment().get("NOTIFY_SOCKET"))
                        .filter(text -> !text.isEmpty())
                        .map(Readiness::checked));
    }

    private static String checked(String text) {
        if (!text.startsWith("/") && !text.startsWith("@")) {
            throw new UsageException("NOTIFY_SOCKET is \"" + text + "\": give a path, or @ and an abstract name");
        }
        return text;
    }

    boolean waits() {
        return address.isPresent();
    }

    /// Starts a created container. Of what it tells only that it is ready is passed on; with it the pid to watch: that
    /// of the front while it stays, otherwise the container's.
    void start(Container container, boolean stays) {
        if (address.isEmpty()) {
            container.exec();
            return;
        }
        ProcessRef init = container.state().init();
        if (container.execNotifying()) {
            int main = stays ? call.session().request().pid() : init.pid();
            call.session()
                    .passOn(new Notification(
                            address.get(), init.pid(), init.startTime(), "READY=", "MAINPID=" + main + "\n"));
        }
    }
}
