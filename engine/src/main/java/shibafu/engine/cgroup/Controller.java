package shibafu.engine.cgroup;

import java.util.List;
import shibafu.engine.spec.Resources;

/// One controller of the kernel: what its files want to hear. How they are read stands in the same file, as static
/// `stats` methods.
sealed interface Controller
        permits CpusetController,
                CpuController,
                MemoryController,
                IoController,
                PidsController,
                HugetlbController,
                RdmaController,
                NetClsController,
                NetPrioController,
                DevicesController {

    /// In the order in which limits are set: a cpuset needs its values before anything can join.
    List<Controller> ALL = List.of(
            new CpusetController(),
            new CpuController(),
            new MemoryController(),
            new IoController(),
            new PidsController(),
            new HugetlbController(),
            new RdmaController(),
            new NetClsController(),
            new NetPrioController(),
            new DevicesController());

    /// Those whose values are changed by their files while processes run; of devices see [LiveDevices].
    List<Controller> CHANGEABLE =
            ALL.stream().filter(c -> !(c instanceof DevicesController)).toList();

    /// The kernel's name.
    String name();

    /// The name that v1 has for a controller: `io` alone has another.
    static String onV1(String name) {
        return name.equals("io") ? "blkio" : name;
    }

    /// Whether a limit asks for this controller, so that a host without it can't run the container as told.
    boolean needed(Resources wanted);

    /// The limits as v1 writes.
    ///
    /// @param folder the controller's own directory, as it is now: it decides the order of some writes
    /// @throws CgroupException if a value can't be
    List<CgroupWrite> v1(Resources wanted, Folder folder);

    /// The limits as v2 writes.
    ///
    /// @throws CgroupException if a value can't be, or v2 has no such limit
    List<CgroupWrite> v2(Resources wanted, Folder folder);
}
