package shibafu.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import shibafu.engine.launch.FrontRequest.Role;
import shibafu.engine.plan.Plan;

final class PretendedFrontTest {
    @Test
    void each_plan_is_said_to_have_made_its_process() {
        FrontSession session = new PretendedFront(42, 1L << 40).call(Role.RUNTIME, List.of("create"));
        for (int round = 0; round < 2; round++) {
            assertThat(session.execute(new Plan(List.of()), false))
                    .isEqualTo(new Launched(42, 1L << 40, 0, 0, List.of()));
        }
    }
}
