package shibafu.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test with the systemd that runs this machine, as root on cgroup v2.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresCgroupV2
@EnabledIf(
        value = "shibafu.engine.TestHost#isRunBySystemd",
        disabledReason = "needs a host that systemd runs, with D-Bus")
public @interface RequiresSystemd {}
