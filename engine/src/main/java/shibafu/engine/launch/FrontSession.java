package shibafu.engine.launch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import shibafu.engine.ShibafuException;
import shibafu.engine.plan.Plan;

/// One conversation with a front, from its request to `exit` or `follow`. Belongs to one thread at a time.
public final class FrontSession implements Launcher {
    private static final int SUPERVISE = 1;
    private static final int LEAVE_ORPHANS = 2;
    private static final int FOLLOW = 4;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final int ALONE = 0x100;

    private final InputStream in;
    private final OutputStream out;
    private final FrontRequest request;
    private BiConsumer<Plan, List<OpReport>> trace = (plan, reports) -> {};
    private final List<Runnable> afterwards = new ArrayList<>();
    private boolean following;
    private boolean leavesOrphans;
    private boolean warm;
    private boolean declined;
    private boolean finished;
    private boolean thinking = true; // guarded by this
    private Optional<Attachment> attachment = Optional.empty();
    private Optional<Notification> notification = Optional.empty();

    private FrontSession(InputStream in, OutputStream out, FrontRequest request) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
        this.request = request;
    }

    /// Takes the request of a front that has just connected.
    ///
    /// @throws ShibafuException if it does not speak our protocol
    public static FrontSession accept(InputStream in, OutputStream out) {
        return new FrontSession(in, out, FrontRequest.read(in));
    }

    /// Tells `newTrace` of every plan that is carried out from now on, also of one that fails.
    public FrontSession trace(BiConsumer<Plan, List<OpReport>> newTrace) {
        trace = newTrace;
        return this;
    }

    /// Leaves what a container's processes leave behind to whoever adopts it, rather than to the front or a supervisor
    /// (prctl(2), `PR_SET_CHILD_SUBREAPER`).
    public void leaveOrphans() {
        leavesOrphans = true;
    }

    public FrontRequest request() {
        return request;
    }

    /// Says that this engine serves others, too.
    public FrontSession warm() {
        warm = true;
        return this;
    }

    public boolean isWarm() {
        return warm;
    }

    /// To be called before anything is done or printed by what takes its own time, much memory or this JVM's end: the
    /// front boots an engine for it.
    ///
    /// @throws DeclinedException in a warm engine
    public void needsOwnEngine() {
        if (warm) {
            decline();
            throw new DeclinedException();
        }
    }

    /// Has [#finish] tell the front to ask another engine; nothing must have been done or printed.
    public void decline() {
        declined = true;
    }

    /// Tells a front that waits for us that we are alive. From any thread; does nothing where the front is at work.
    public synchronized void pulse() {
        if (thinking) {
            write(Frame.BUSY, new int[0]);
        }
    }

    /// Has the front make a network namespace for the process of the next plan, while that is being thought of.
    public void makeNetworkAhead() {
        write(Frame.AHEAD, new int[] {0});
    }

    private synchronized void think() {
        thinking = true;
    }

    /// Says that the connection is about to be closed.
    public synchronized void rest() {
        thinking = false;
    }

    /// Whether all is said: nothing reaches the caller any more.
    public boolean finished() {
        return finished;
    }

    /// Has the front print this should we be lost when a process runs that it does not follow: what we would have said.
    public void promise(String text) {
        print(STANDARD_OUTPUT | ALONE, text);
    }

    public void print(String text) {
        print(STANDARD_OUTPUT, text);
    }

    public void printError(String text) {
        print(STANDARD_ERROR, text);
    }

    /// Writes bytes to the caller's standard output; a frame has a cap.
    public void print(byte[] bytes) {
        write(Frame.PRINT, new int[] {STANDARD_OUTPUT}, bytes);
    }

    private void print(int where, String text) {
        write(Frame.PRINT, new int[] {where}, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Launched execute(Plan plan, boolean supervise) {
        int flags = (supervise ? SUPERVISE : 0)
                | (supervise && leavesOrphans ? LEAVE_ORPHANS : 0)
                | (following ? FOLLOW : 0);
        rest();
        write(Frame.EXECUTE, new int[] {flags}, plan.bytes());
        List<OpReport> reports = OpReport.parse(expect(Frame.REPORT));
        ByteBuffer outcome = expect(Frame.OUTCOME);
        think();
        trace.accept(plan, reports);
        return Outcome.parse(outcome).orThrow(plan, reports);
    }

    @Override
    public void intendToFollow() {
        following = true;
    }

    /// Asks the front to stay with the process it launched; it is told by [#finish], as more plans may come first.
    @Override
    public void follow() {
        following = true;
    }

    /// By which keys (characters below 128) the caller leaves a terminal that it follows, if not Ctrl-P Ctrl-Q.
    public void leaveBy(String typed) {
        write(Frame.KEYS, new int[] {0}, typed.getBytes(StandardCharsets.US_ASCII));
    }

    /// Asks the front to attach to a container that has a supervisor; it is told by [#finish].
    public void attach(Attachment to) {
        attachment = Optional.of(to);
    }

    /// Has the front connect at once, to a container that is yet to be started, so that it misses nothing; and attach.
    public void attachFirst(Attachment to) {
        write(Frame.ATTACH, to.flags(true), to.texts());
        attach(to);
    }

    /// Asks the front to pass on what the container tells its manager: while it follows it, or until it is ready.
    public void passOn(Notification told) {
        notification = Optional.of(told);
    }

    /// Ends the conversation: the front asks another engine if this one declined, goes on with the process it was to
    /// follow or with its attachment, or ends with this exit code.
    public void finish(int code) {
        if (declined) {
            write(Frame.DECLINE, new int[0]);
        } else if (attachment.isPresent() && code == 0) {
            write(Frame.ATTACH, attachment.get().flags(false), attachment.get().texts());
        } else if (code == 0 && (following || notification.isPresent())) {
            notification.ifPresent(told -> write(Frame.NOTIFY, told.numbers(following), told.texts(following)));
            if (following) {
                write(Frame.FOLLOW, new int[] {0});
            }
        } else {
            write(Frame.EXIT, new int[] {code});
        }
        finished = true;
        rest();
        afterwards.forEach(Runnable::run);
        afterwards.clear();
    }

    /// Has something done when the caller is answered: it does not wait for that.
    public void afterwards(Runnable task) {
        afterwards.add(task);
    }

    /// Calls back when the front is gone. For what carries out no plan any more, and lasts as long as its caller likes.
    ///
    /// @throws DeclinedException in a warm engine
    public void onHangup(Runnable callback) {
        needsOwnEngine();
        Thread.ofVirtual().start(() -> {
            try {
                in.transferTo(OutputStream.nullOutputStream()); // it has nothing to say here; only its end matters
            } catch (IOException e) {
                // A broken connection is an end, too.
            }
            callback.run();
        });
    }

    @Override
    public void close() {
        // The front belongs to its caller: it ends by `exit` or `follow`, not because one verb is done with it.
    }

    private ByteBuffer expect(int type) {
        try {
            Frame frame = Frame.read(in);
            if (frame.type() != type) {
                throw new ShibafuException("expected frame type " + type + " from the front, got " + frame.type());
            }
            return frame.payload();
        } catch (IOException e) {
            throw new FrontGoneException("read the front's answer", e);
        }
    }

    /// In a warm engine, what is printed goes along with what comes next, at the latest with the next pulse.
    private synchronized void write(int type, int[] numbers, byte[]... blocks) {
        try {
            Frame.write(out, type, numbers, blocks);
            if (type != Frame.PRINT || !warm) {
                out.flush();
            }
        } catch (IOException e) {
            throw new FrontGoneException("write to the front", e);
        }
    }
}
