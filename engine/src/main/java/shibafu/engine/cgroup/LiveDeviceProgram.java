package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.kernel.DeviceFilter;
import shibafu.engine.spec.Resources;

/// v2: a program decides, and the kernel puts another in its place in one step.
record LiveDeviceProgram(Path cgroup) implements LiveDevices {
    @Override
    public void change(Resources wanted, Resources held) {
        Optional<byte[]> program = DevicesController.program(wanted);
        try {
            if (program.isPresent()) {
                DeviceFilter.replace(cgroup, program.get());
            } else {
                DeviceFilter.remove(cgroup);
            }
        } catch (IOException e) {
            throw new CgroupException("change device rules: " + e.getMessage(), cgroup, Optional.empty(), e);
        }
    }
}
