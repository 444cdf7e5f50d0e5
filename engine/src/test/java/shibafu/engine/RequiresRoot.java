package shibafu.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/// A test that changes the kernel's state; skipped, with this reason, by other users.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("root")
@EnabledIf(value = "shibafu.engine.TestHost#isRoot", disabledReason = "needs root: run the tests as uid 0")
public @interface RequiresRoot {}
