package shibafu.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shibafu.engine.ShibafuException;
import shibafu.engine.launch.FakeFront.Payload;
import shibafu.engine.plan.ControlOp;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.ProcessOp;
import shibafu.engine.plan.TreeOp;

final class FrontSessionTest {
    private static final Plan PLAN = new Plan(List.of(
            new ControlOp.Signal(4711, 99, 15),
            new ProcessOp.FindProgram("nothing", "/bin"),
            new TreeOp.Mount("proc", "proc", "/proc", 0, List.of(), 0)));
    private static final int DONE = 0;
    private static final int FAILED = 2;
    private static final int DIED = 3;

    @Test
    void takes_the_request_of_a_front() {
        FrontRequest request = FakeFront.calledWith("run", "busybox").session().request();
        assertThat(request.role()).isEqualTo(FrontRequest.Role.SHIBAFU);
        assertThat(request.arguments()).containsExactly("run", "busybox");
        assertThat(request.workingDirectory()).isEqualTo("/work");
        assertThat(request.environment()).containsEntry("HOME", "/root");
        assertThat(request.isTty(1)).isTrue();
        assertThat(request.isTty(2)).isFalse();
        assertThat(request.columns()).isEqualTo(80);
        assertThat(request.again()).isFalse();
        assertThat(request.place()).containsExactly("mnt:[1]");
    }

    @Test
    void a_warm_engine_declines_what_needs_an_engine_of_its_own() {
        FakeFront front = FakeFront.calledWith("events");
        FrontSession session = front.session().warm();
        assertThatThrownBy(session::needsOwnEngine).isInstanceOf(DeclinedException.class);
        session.finish(0);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.DECLINE);
    }

    @Test
    void an_engine_that_the_front_has_booted_declines_nothing() {
        FakeFront front = FakeFront.calledWith("events");
        FrontSession session = front.session();
        session.needsOwnEngine();
        session.finish(0);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.EXIT);
    }

    @Test
    void tells_a_front_that_waits_that_it_is_alive() {
        FakeFront front = FakeFront.calledWith("stop", "c1");
        FrontSession session = front.session();
        session.pulse();
        session.finish(0);
        session.pulse();
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.BUSY, Frame.EXIT);
    }

    @Test
    void refuses_a_front_of_another_version() {
        FakeFront front = new FakeFront().frame(Frame.REQUEST, new Payload().number(7));
        assertThatThrownBy(front::session)
                .isInstanceOf(ShibafuException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("install both from one release");
    }

    @Test
    void refuses_a_frame_longer_than_any_we_send() {
        FakeFront front = new FakeFront().raw(Frame.REQUEST, Integer.MAX_VALUE, new byte[0]);
        assertThatThrownBy(front::session).hasMessageContaining("refuse frame of type 1");
    }

    @Test
    void refuses_a_request_cut_short() {
        FakeFront front =
                new FakeFront().frame(Frame.REQUEST, new Payload().number(2).number(1));
        assertThatThrownBy(front::session).isInstanceOf(ShibafuException.class);
    }

    @Test
    void carries_out_a_plan_and_ends_with_a_code() {
        FakeFront front = FakeFront.calledWith().answers(DONE, 0, 0, 4712, "", 0);
        FrontSession session = front.session();
        Launched launched = session.execute(PLAN, true);
        session.finish(3);
        assertThat(launched.pid()).isEqualTo(4712);
        assertThat(launched.reports()).containsExactly(new OpReport(0, 0, 1500, 0));
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.EXECUTE, Frame.EXIT);
    }

    @Test
    void lets_the_front_follow_only_at_the_end() {
        FakeFront front = FakeFront.calledWith().answers(DONE, 0, 0, 1, "", 0);
        FrontSession session = front.session();
        session.follow();
        session.execute(PLAN, false);
        session.finish(0);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.EXECUTE, Frame.FOLLOW);
    }

    @Test
    void tells_the_front_by_which_keys_it_is_left() {
        FakeFront front = FakeFront.calledWith("run").answers(DONE, 0, 0, 1, "", 0);
        FrontSession session = front.session();
        session.leaveBy("\u0001d");
        session.follow();
        session.execute(PLAN, true);
        session.finish(0);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.KEYS, Frame.EXECUTE, Frame.FOLLOW);
        ByteBuffer told = front.heard().getFirst().payload();
        assertThat(told.getInt()).isZero();
        assertThat(bytes(told)).isEqualTo("\u0001d");
    }

    @Test
    void has_the_front_wait_for_a_container_to_be_ready_in_place_of_its_end() {
        FakeFront front = FakeFront.calledWith("start");
        FrontSession session = front.session();
        session.passOn(new Notification("@m", 7, (5L << 32) + 9, "READY=", "MAINPID=7\n"));
        session.finish(0);
        ByteBuffer told = front.heard().getFirst().payload();
        assertThat(List.of(told.getInt(), told.getInt(), told.getInt(), told.getInt()))
                .containsExactly(1, 7, 9, 5);
        assertThat(List.of(bytes(told), bytes(told), bytes(told), bytes(told)))
                .containsExactly("@m", "READY=", "MAINPID=7\n", "BARRIER=1");
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.NOTIFY);
    }

    @Test
    void has_the_front_pass_on_what_is_told_while_it_follows() {
        FakeFront front = FakeFront.calledWith("run").answers(DONE, 0, 0, 1, "", 0);
        FrontSession session = front.session();
        session.follow();
        session.execute(PLAN, false);
        session.passOn(new Notification("@m", 7, 9, "READY=", "MAINPID=7\n"));
        session.finish(0);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.EXECUTE, Frame.NOTIFY, Frame.FOLLOW);
        assertThat(front.heard().get(1).payload().getInt()).isZero();
    }

    @Test
    void has_a_front_wait_for_nothing_after_a_failure() {
        FakeFront front = FakeFront.calledWith("start");
        FrontSession session = front.session();
        session.passOn(new Notification("@m", 7, 9, "READY=", ""));
        session.finish(1);
        assertThat(front.heard()).extracting(Frame::type).containsExactly(Frame.EXIT);
    }

    private static String bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.getInt()];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void tells_a_front_that_is_gone() {
        FrontSession session = FakeFront.calledWith().session();
        assertThatThrownBy(() -> session.execute(PLAN, false)).hasMessageContaining("read the front's answer");
    }

    @Nested
    class WhenAnOperationFails {
        @Test
        void the_error_names_it_its_object_the_errno_and_a_cure() {
            LaunchException error = failure(FAILED, 2, 19, "", 0);
            assertThat(error).hasMessageContaining("op 3 of 3: mount proc on /proc: no such device (ENODEV)");
            assertThat(error).hasMessageContaining("this kernel does not know the file system proc");
            assertThat(error.exitCode()).isEqualTo(125);
        }

        @Test
        void a_program_that_is_not_there_is_127_in_dockers_words() {
            LaunchException error = failure(FAILED, 1, 2, "", 0);
            assertThat(error).hasMessageContaining("exec: \"nothing\": executable file not found in $PATH");
            assertThat(error.exitCode()).isEqualTo(127);
        }

        @Test
        void a_program_that_cannot_be_executed_is_126() {
            assertThat(failure(FAILED, 1, 13, "", 0).exitCode()).isEqualTo(126);
        }

        @Test
        void a_process_killed_on_its_way_points_at_the_memory_limit() {
            assertThat(failure(DIED, 2, 0, "", 9))
                    .hasMessageContaining("was killed by signal 9 before it was ready, at op 3 of 3")
                    .hasMessageContaining("the limit is too low");
        }

        private LaunchException failure(int status, int index, int errno, String detail, int waitStatus) {
            FrontSession session = FakeFront.calledWith()
                    .answers(status, index, errno, 0, detail, waitStatus)
                    .session();
            return catchThrowableOfType(LaunchException.class, () -> session.execute(PLAN, false));
        }
    }
}
