package shibafu.tui.term;

import java.lang.reflect.Proxy;
import org.tinylog.Logger;

/// Signals of the terminal. The JDK's only door to them, `sun.misc.Signal`, is one that javac warns of and that a
/// later JDK may close: hence by reflection, and without it a screen merely does not notice that it was resized.
final class Signals {
    private Signals() {}

    /// Runs `action`, on a thread of the JVM's, each time the signal comes.
    ///
    /// @param name without `SIG`
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            Logger.warn(e, "handle SIG{}", name);
        }
    }
}
