package shibafu.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test of the kernel's cgroup v2 controllers, as root.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresRoot
@EnabledIf(
        value = "shibafu.engine.TestHost#hasWritableCgroupV2",
        disabledReason = "needs a host whose memory controller is in a writable cgroup v2 tree")
public @interface RequiresCgroupV2 {}
