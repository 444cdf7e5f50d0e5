package shibafu.engine.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import shibafu.engine.ShibafuException;
import shibafu.engine.criu.CriuCommand;
import shibafu.engine.criu.CriuOptions;
import shibafu.engine.criu.MountPlaces;
import shibafu.engine.launch.LaunchException;
import shibafu.engine.plan.CreateRequest;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.spec.Spec;
import shibafu.engine.state.ContainerState;
import shibafu.engine.state.StateLock;
import shibafu.engine.systemd.Placeholder;

/// `restore`: has criu bring a container's processes back from an image; it runs then.
record Restore(Parts parts) {
    ContainerProcess run(Container container, CriuOptions options, ProcessConfig process) {
        ContainerState reserved = container.state();
        try (StateLock lock = parts.states().lock(reserved.id())) {
            Spec spec = container.config();
            Create create = new Create(parts);
            create.refuseOccupied(lock, reserved);
            try {
                Checkpoint.refuseTerminal("restore", reserved, spec);
                refuseMissing(reserved, options);
                CriuFiles.makeDirectory(options.work());
                return bringBack(create, lock, reserved, spec, options, process);
            } catch (ShibafuException e) {
                new Destroy(parts).remove(lock, reserved);
                throw e;
            }
        }
    }

    private ContainerProcess bringBack(
            Create create,
            StateLock lock,
            ContainerState reserved,
            Spec spec,
            CriuOptions options,
            ProcessConfig process) {
        Optional<Placeholder> scope = parts.scopes().start(reserved, spec);
        Plan plan = plan(create, reserved, spec, options, process);
        try {
            return create.carryOut(lock, reserved, plan, process);
        } catch (LaunchException e) {
            if (e.index() < 0 || !(plan.ops().get(e.index()) instanceof HostOp.Restore)) {
                throw e;
            }
            throw new ShibafuException(
                    "restore " + reserved.id() + ": criu failed: " + e.getMessage()
                            + CriuFiles.why(options.work().resolve("restore.log")),
                    e);
        } finally {
            scope.ifPresent(Placeholder::close);
        }
    }

    private Plan plan(Create create, ContainerState reserved, Spec spec, CriuOptions options, ProcessConfig process) {
        Path directory = parts.states().directory(reserved.id());
        Path root = directory.resolve("criu-root");
        Path pidFile = directory.resolve("criu.pid");
        CriuCommand.Restore restore = CriuCommand.restore(
                Checkpoint.view(parts, reserved, spec),
                options,
                root,
                pidFile,
                reserved.cgroupsPath(),
                CriuFiles.readDescriptors(options.images()));
        CreateRequest request = create.request(reserved, spec, process);
        return PlanCompiler.restore(
                request,
                new HostOp.Restore(
                        restore.words(),
                        reserved.rootfs().toString(),
                        root.toString(),
                        restore.files().stream().map(Path::toString).toList(),
                        pidFile.toString(),
                        Create.keyring(reserved.id()),
                        MountPlaces.of(spec, reserved.bundle(), Files::isDirectory)));
    }

    private static void refuseMissing(ContainerState reserved, CriuOptions options) {
        if (!Files.isDirectory(options.images())) {
            throw new ShibafuException("restore " + reserved.id() + ": image " + options.images()
                    + ": no such file or directory; give the directory of the image with --image-path");
        }
    }
}
