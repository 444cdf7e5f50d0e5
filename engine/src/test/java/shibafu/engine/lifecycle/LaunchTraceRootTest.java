package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.launch.Streams;
import shibafu.engine.state.LaunchTrace;

/// What is remembered of starts, against the real kernel.
@RequiresRoot
final class LaunchTraceRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void a_start_leaves_each_operation_with_its_time_until_the_container_is_deleted() {
        Container container = engine.factory().create(engine.container("sleep", "100"));
        assertThatThrownBy(() -> engine.factory().launch(container.id())).hasMessageContaining("not started yet");
        container.run(quiet());
        LaunchTrace trace = engine.factory().launch(container.id());
        assertThat(trace.failure()).isEmpty();
        assertThat(trace.ops().getLast().kind()).isEqualTo("exec");
        assertThat(trace.ops().getLast().index())
                .isEqualTo(trace.ops().size() - 1)
                .isLessThan(trace.planned());
        assertThat(kinds(trace)).contains("clone", "pivot-root", "find-program").doesNotHaveDuplicates();
        assertThat(trace.ops()).allSatisfy(op -> assertThat(op.errno()).isZero());
        assertThat(trace.slowest().orElseThrow().nanos()).isPositive();
        container.destroyForcibly();
        assertThatThrownBy(() -> engine.factory().launch(container.id())).hasMessageContaining("no such container");
    }

    @Test
    void a_failed_start_names_its_operation_when_its_container_is_gone() {
        Container container = engine.factory().create(engine.container("no-such-program"));
        assertThatThrownBy(() -> container.run(quiet())).isInstanceOf(LaunchException.class);
        assertThat(engine.factory().exists(container.id())).isFalse();
        LaunchTrace trace = engine.factory().launch(container.id());
        LaunchTrace.Op last = trace.ops().getLast();
        assertThat(trace.failed(last)).isTrue();
        assertThat(last.kind()).isEqualTo("find-program");
        assertThat(last.errno()).isEqualTo(2);
        assertThat(trace.failure().orElseThrow().why()).contains("no-such-program", "executable file not found");
        assertThat(engine.factory().launches()).containsExactly(trace);
    }

    private static List<String> kinds(LaunchTrace trace) {
        return trace.ops().stream()
                .map(LaunchTrace.Op::kind)
                .filter(kind -> List.of("clone", "pivot-root", "find-program").contains(kind))
                .toList();
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main().withStreams(Streams.NONE).withInit(true).detached();
    }
}
