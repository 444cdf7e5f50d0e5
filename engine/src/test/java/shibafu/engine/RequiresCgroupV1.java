package shibafu.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test of the kernel's cgroup v1 controllers, as root.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresRoot
@EnabledIf(
        value = "shibafu.engine.TestHost#hasWritableCgroupV1",
        disabledReason = "needs a host whose memory controller is a writable cgroup v1 hierarchy")
public @interface RequiresCgroupV1 {}
