package shibafu.engine.cgroup;

import java.nio.file.Path;

/// `freezer`: stops all processes of a cgroup, wherever they are, and lets them go on.
sealed interface Freezer {
    static Freezer of(CgroupVersion version, Path directory) {
        return switch (version) {
            case V1 -> new V1(directory);
            case V2 -> new V2(directory);
        };
    }

    /// Returns when all have stopped.
    ///
    /// @throws CgroupException if they would not; all are let go on then
    void freeze();

    void thaw();

    /// Whether this cgroup was frozen itself, and all in it has stopped.
    boolean frozen();

    /// `freezer.state`, which may hang in `FREEZING` while new processes appear: written again and again, with a thaw
    /// now and then that lets a stuck fork finish. runc found these numbers; the kernel never will be mended.
    record V1(Path directory) implements Freezer {
        private static final int ATTEMPTS = 1000;
        private static final int THAW_EVERY = 50;
        private static final int PAUSE_EVERY = 25;

        @Override
        public void freeze() {
            try {
                for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                    if (attempt % THAW_EVERY == 0) {
                        write("THAWED");
                        Thread.sleep(10);
                    }
                    write("FROZEN");
                    if (attempt % PAUSE_EVERY == 0) {
                        Thread.sleep(1);
                    }
                    if (state().equals("FROZEN")) {
                        return;
                    }
                }
                throw new CgroupException(
                        "freeze " + directory + ": unable to freeze: its processes keep changing", directory);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thaw();
                throw new CgroupException("freeze " + directory + ": interrupted", e);
            } catch (CgroupException e) {
                thawAfter(e);
                throw e;
            }
        }

        private void thawAfter(CgroupException failure) {
            try {
                thaw(); // half frozen is worse than not frozen
            } catch (CgroupException e) {
                failure.addSuppressed(e);
            }
        }

        @Override
        public void thaw() {
            write("THAWED");
        }

        @Override
        public boolean frozen() {
            boolean self = CgroupFile.read(directory.resolve("freezer.self_freezing"))
                    .filter("0"::equals)
                    .isEmpty();
            return self && state().equals("FROZEN");
        }

        private String state() {
            return CgroupFile.read(directory.resolve("freezer.state")).orElse("");
        }

        private void write(String state) {
            CgroupFile.write(directory.resolve("freezer.state"), state);
        }
    }

    /// `cgroup.freeze`, carried out when `cgroup.events` says so.
    record V2(Path directory) implements Freezer {
        private static final int ATTEMPTS = 1000;
        private static final long PAUSE_MILLIS = 10;

        @Override
        public void freeze() {
            write("1");
            try {
                for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                    if (stopped()) {
                        return;
                    }
                    Thread.sleep(attempt == 0 ? 1 : PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thaw();
                throw new CgroupException("freeze " + directory + ": interrupted", e);
            }
            thaw(); // half frozen is worse than not frozen
            throw new CgroupException(
                    "freeze " + directory + ": unable to freeze: a process in it is stuck in the kernel", directory);
        }

        @Override
        public void thaw() {
            write("0");
        }

        @Override
        public boolean frozen() {
            return CgroupFile.read(directory.resolve("cgroup.freeze"))
                            .filter("1"::equals)
                            .isPresent()
                    && stopped();
        }

        private boolean stopped() {
            return CgroupFile.read(directory.resolve("cgroup.events"))
                    .filter(text -> KernelText.of(text).number("frozen") == 1)
                    .isPresent();
        }

        private void write(String value) {
            CgroupFile.write(directory.resolve("cgroup.freeze"), value);
        }
    }
}
