package shibafu.engine.cgroup;

import java.util.Optional;
import shibafu.engine.spec.Resources;

/// v1: the kernel keeps a list, and is told only the differences.
///
/// @param folder of `devices`
/// @param freezer stops the processes where a change can't be made without a moment in which all devices are denied,
///     or all open; empty where none is mounted
record LiveDeviceList(Folder folder, Optional<Freezer> freezer) implements LiveDevices {
    @Override
    public void change(Resources wanted, Resources held) {
        DeviceList before = now();
        try {
            turn(before, DeviceList.of(DevicesController.rules(wanted)));
        } catch (CgroupException e) {
            setBack(before.allowsByDefault() ? DeviceList.of(DevicesController.rules(held)) : before, e);
            throw e;
        }
    }

    private DeviceList now() {
        return DeviceList.parse(folder.text("devices.list").orElse(""));
    }

    private void setBack(DeviceList before, CgroupException failure) {
        try {
            turn(now(), before);
        } catch (CgroupException e) {
            failure.addSuppressed(e);
        }
    }

    private void turn(DeviceList before, DeviceList wanted) {
        Optional<Freezer> stops = before.becomesByDifferences(wanted)
                ? Optional.empty()
                : freezer.filter(processes -> !processes.frozen());
        stops.ifPresent(Freezer::freeze);
        try {
            before.to(wanted, folder).forEach(write -> CgroupFile.write(write.file(), write.value()));
        } finally {
            stops.ifPresent(Freezer::thaw);
        }
    }
}
