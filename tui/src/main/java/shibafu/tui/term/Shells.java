package shibafu.tui.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import shibafu.pty.vt.MouseEvent;
import shibafu.tui.draw.Size;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Keymap;
import shibafu.tui.shell.ShellAction;

/// The shells that are open, and the way of what is typed to the one that has the keys.
public final class Shells implements ShellHost, AutoCloseable {
    private final Keyboard keyboard;
    private final Consumer<Msg> messages;
    private final Map<String, String> environment;
    private final ShellKeys keys;
    private final MouseSieve sieve = new MouseSieve();
    private final Map<Long, ShellSession> sessions = new HashMap<>();
    private final Map<Long, List<byte[]>> early = new HashMap<>();
    private Optional<Long> focused = Optional.empty();
    private ShellTap tap = ShellTap.NONE;

    /// @param environment of the programs
    public Shells(Keyboard keyboard, Consumer<Msg> messages, Map<String, String> environment, Keymap keymap) {
        this.keyboard = keyboard;
        this.messages = messages;
        this.keys = ShellKeys.of(keymap);
        this.environment = new HashMap<>(environment);
        // What the emulator is, whatever our own terminal may be.
        this.environment.put("TERM", "xterm-256color");
        this.environment.put("COLORTERM", "truecolor");
    }

    @Override
    public synchronized void open(long number, String id, List<String> command, Size size) {
        ShellSession session = new ShellSession(number, id, command, environment, size, this::tell);
        session.tap(tap);
        sessions.put(number, session);
        Optional.ofNullable(early.remove(number)).ifPresent(typed -> typed.forEach(session::type));
    }

    @Override
    public synchronized void focus(long number, boolean leaveKey) {
        if (leaveKey) {
            pass(number, new byte[] {keys.leave()});
        }
        focused = Optional.of(number);
        keyboard.divert(typed -> typed(number, typed));
    }

    @Override
    public synchronized void tap(ShellTap listener) {
        tap = listener;
        sessions.values().forEach(session -> session.tap(listener));
    }

    @Override
    public synchronized void mouse(long number, MouseEvent event) {
        Optional.ofNullable(sessions.get(number)).ifPresent(session -> session.mouse(event));
    }

    @Override
    public synchronized void leave() {
        focused = Optional.empty();
        keyboard.own();
    }

    @Override
    public synchronized void resize(Size size) {
        sessions.values().forEach(session -> session.resize(size));
    }

    @Override
    public synchronized void takeTranscript(long number) {
        Optional.ofNullable(sessions.get(number)).ifPresent(ShellSession::tellTranscript);
    }

    @Override
    public void close(long number) {
        Optional<ShellSession> session;
        synchronized (this) {
            session = Optional.ofNullable(sessions.get(number));
        }
        if (session.filter(open -> !open.hasEnded()).isPresent()) {
            session.get().close();
        } else {
            forget(number);
        }
    }

    @Override
    public void close() {
        List<ShellSession> all;
        synchronized (this) {
            all = new ArrayList<>(sessions.values());
        }
        all.forEach(ShellSession::close);
    }

    private void tell(Msg msg) {
        if (msg instanceof Msg.ShellEnded ended) {
            synchronized (this) {
                leave(ended.number());
            }
        }
        messages.accept(msg);
    }

    private synchronized void forget(long number) {
        sessions.remove(number);
        early.remove(number);
        leave(number);
    }

    /// Bytes of the keyboard while a shell has it. What the mouse did is the screen's to judge.
    private synchronized void typed(long number, byte[] bytes) {
        byte[] typed = sieve.feed(bytes, event -> messages.accept(new Msg.Mouse(event)));
        int leave = keys.leaves(typed);
        if (leave < 0) {
            pass(number, typed);
            return;
        }
        pass(number, Arrays.copyOf(typed, leave));
        byte[] rest = Arrays.copyOfRange(typed, leave + 1, typed.length);
        if (rest.length > 0 && rest[0] == keys.leave()) {
            pass(number, new byte[] {keys.leave()});
            typed(number, Arrays.copyOfRange(rest, 1, rest.length));
            return;
        }
        leave(number);
        messages.accept(new Msg.ShellLeft());
    }

    /// The keys that a shell had are the screen's again.
    private void leave(long number) {
        if (focused.equals(Optional.of(number))) {
            focused = Optional.empty();
            keyboard.own();
        }
    }

    private void pass(long number, byte[] typed) {
        Optional<ShellSession> session = Optional.ofNullable(sessions.get(number));
        if (session.isEmpty()) {
            early.computeIfAbsent(number, none -> new ArrayList<>()).add(typed);
        } else if (typed.length > 0) {
            act(session.get(), typed);
        }
    }

    private void act(ShellSession session, byte[] typed) {
        Optional<ShellAction> action = keys.action(typed);
        if (action.isEmpty()) {
            session.type(typed);
            return;
        }
        switch (action.get()) {
            case BACK -> session.scroll(-1);
            case FORTH -> session.scroll(1);
            // It was looked for in all that was typed: here it is one that came twice.
            case LEAVE -> session.type(typed);
        }
    }
}
