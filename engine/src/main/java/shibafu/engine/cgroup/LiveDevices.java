package shibafu.engine.cgroup;

import shibafu.engine.spec.Resources;

/// The device rules of a cgroup, changed while processes are in it: what both lists of rules allow never fails.
sealed interface LiveDevices permits LiveDeviceList, LiveDeviceProgram, LiveDevices.None {
    /// All of the rules, or, where the kernel refuses one, none.
    ///
    /// @param held the rules so far, in the words of the config: the kernel may not be able to say
    /// @throws CgroupException if the kernel refuses
    void change(Resources wanted, Resources held);

    /// Where there are no rules: a user may set none, and on a host without the controller none were set.
    record None() implements LiveDevices {
        @Override
        public void change(Resources wanted, Resources held) {
            // As when it was made.
        }
    }
}
