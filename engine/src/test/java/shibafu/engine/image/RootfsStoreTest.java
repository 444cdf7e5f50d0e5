package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.disk.MountTable;
import shibafu.engine.disk.UnixAttributes;
import shibafu.engine.kernel.HeldPath;
import shibafu.engine.kernel.ServedOverlay;
import shibafu.engine.spec.Spec;

final class RootfsStoreTest {
    @TempDir
    private Path temporary;

    private Path root;
    private Path image;

    @BeforeEach
    void make() throws IOException {
        root = temporary.resolve("containers");
        image = Files.createDirectories(temporary.resolve("image"));
        Files.createDirectories(image.resolve("bin"));
        Files.writeString(image.resolve("bin/sh"), "#!");
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rwxr-xr--"));
    }

    @Test
    void lays_a_writable_layer_over_the_image() throws IOException {
        RootfsStore.Prepared prepared = on("ext4").prepare("c1", image);

        Path home = root.resolve("c1");
        Spec.Overlay overlay = prepared.root().overlay().orElseThrow();
        assertThat(prepared.root().path()).isEqualTo(home.resolve("rootfs").toString());
        assertThat(overlay.lower()).containsExactly(image.toRealPath().toString());
        assertThat(Path.of(overlay.upper())).isEmptyDirectory();
        assertThat(Path.of(overlay.work())).isEmptyDirectory();
        assertThat(prepared.owned()).containsExactly(home);
        assertThat(prepared.how()).isEqualTo("overlay");
        // What the container sees as "/" has the upper directory's mode.
        assertThat(UnixAttributes.read(Path.of(overlay.upper())).mode()).isEqualTo(0754);
        assertThat(UnixAttributes.read(home).mode()).isEqualTo(0700);
    }

    @Test
    @RequiresRoot
    void makes_what_the_kernel_mounts_as_an_overlay_and_removes_what_that_leaves() throws Exception {
        RootfsStore store = new RootfsStore(root);
        RootfsStore.Prepared prepared = store.prepare("c1", image);
        assumeTrue(prepared.root().overlay().isPresent(), prepared.how());
        Spec.Overlay overlay = prepared.root().overlay().orElseThrow();

        // In a mount namespace of its own, as a container's is.
        String script =
                "mount -t overlay -o \"lowerdir=$1,upperdir=$2,workdir=$3\" none \"$0\" && stat -c %a \"$0\" && rm \"$0/bin/sh\""
                        + " && touch \"$0/new\"";
        Process process = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        script,
                        prepared.root().path(),
                        overlay.lower().getFirst(),
                        overlay.upper(),
                        overlay.work())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("754\n");
        assertThat(process.waitFor()).isZero();
        assertThat(Path.of(overlay.upper()).resolve("new")).exists();
        assertThat(image.resolve("bin/sh")).hasContent("#!");

        store.remove("c1");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void copies_the_image_where_no_layer_can_be() throws IOException {
        RootfsStore.Prepared prepared = on("overlay").prepare("c1", image);

        Path rootfs = Path.of(prepared.root().path());
        assertThat(prepared.root().overlay()).isEmpty();
        assertThat(rootfs.resolve("bin/sh")).hasContent("#!");
        assertThat(UnixAttributes.read(rootfs).mode()).isEqualTo(0754);
        assertThat(prepared.how())
                .startsWith("a copy: the file system of ")
                .endsWith("(overlay) is an overlay itself, and they do not stack for writing");
    }

    @Test
    @RequiresRoot
    void has_a_program_serve_the_layer_where_the_kernel_cannot() throws Exception {
        Optional<OverlayServer> found = OverlayServer.find();
        assumeTrue(found.isPresent(), "fuse-overlayfs is not installed, or /dev/fuse does not open");
        RootfsStore store = new RootfsStore(root, mountinfo("overlay"), () -> found);

        RootfsStore.Prepared prepared = store.prepare("c1", image);

        Spec.Overlay layer = prepared.root().overlay().orElseThrow();
        assertThat(prepared.how()).startsWith(found.get().program() + ": the file system of ");
        assertThat(Path.of(layer.upper())).isEmptyDirectory();
        try (HeldPath served = ServedOverlay.hold(layer.command(), true)) {
            Files.delete(served.path().resolve("bin/sh"));
            Files.writeString(served.path().resolve("new"), "x");
        }
        assertThat(Path.of(layer.upper()).resolve("new")).hasContent("x");
        assertThat(image.resolve("bin/sh")).hasContent("#!");
        assertThat(store.reopen("c1", image).root()).isEqualTo(prepared.root());
        store.remove("c1");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    @RequiresRoot
    void copies_where_the_program_does_not_work_either() throws Exception {
        OverlayServer broken = new OverlayServer(Path.of("/bin/false"));
        RootfsStore store = new RootfsStore(root, mountinfo("overlay"), () -> Optional.of(broken));

        RootfsStore.Prepared prepared = store.prepare("c1", image);

        assertThat(prepared.root().overlay()).isEmpty();
        assertThat(prepared.how()).startsWith("a copy: ").contains("; fuse-overlayfs does not work there: ");
        assertThat(Path.of(prepared.root().path()).resolve("bin/sh")).hasContent("#!");
        assertThat(root.resolve("c1/upper")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "ext4,true",
        "xfs,true",
        "btrfs,true",
        "tmpfs,true",
        "overlay,false",
        "nfs4,false",
        "fuse.sshfs,false",
        "fuseblk,false",
        "vfat,false",
        "ramfs,false",
        "9p,false",
    })
    void knows_which_file_systems_can_carry_a_layer(String type, boolean can) throws IOException {
        MountTable mounts = MountTable.read(mountinfo(type));

        assertThat(OverlaySupport.obstacle(mounts, Path.of("/var/x"), Path.of("/image"))
                        .isEmpty())
                .isEqualTo(can);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a:b", "/a,b", "/a\\b"})
    void copies_what_overlayfs_cannot_name(String lower) throws IOException {
        MountTable mounts = MountTable.read(mountinfo("ext4"));

        assertThat(OverlaySupport.obstacle(mounts, Path.of("/var/x"), Path.of(lower)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("cannot name"));
    }

    @Test
    void does_not_copy_an_image_into_itself() throws IOException {
        RootfsStore store = new RootfsStore(image.resolve("bin/containers"), mountinfo("ext4"), Optional::empty);

        assertThatThrownBy(() -> store.prepare("c1", image))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("the place it is to be copied to");
        assertThat(image.resolve("bin/containers/c1/rootfs")).doesNotExist();
    }

    @Test
    void keeps_the_log_and_starts_anew_over_what_a_crash_left() throws IOException {
        RootfsStore store = on("ext4");
        Path home = Files.createDirectories(root.resolve("c1"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(home.resolve("upper/old"));
        Files.writeString(home.resolve("container.log"), "log");

        Spec.Overlay overlay = store.prepare("c1", image).root().overlay().orElseThrow();

        assertThat(Path.of(overlay.upper())).isEmptyDirectory();
        assertThat(home.resolve("container.log")).hasContent("log");
    }

    @Test
    void says_when_the_image_is_gone_and_leaves_nothing() throws IOException {
        RootfsStore store = on("ext4");

        assertThatThrownBy(() -> store.prepare("c1", temporary.resolve("none")))
                .hasMessage("make root file system of c1 from " + temporary.resolve("none")
                        + ": the image's tree is not there");
        assertThat(root.resolve("c1/rootfs")).doesNotExist();
    }

    @Test
    void knows_which_images_its_containers_stand_on() throws IOException {
        RootfsStore store = on("ext4");
        store.prepare("c1", image);
        store.prepare("c1", image);
        assertThat(store.imageTrees()).containsExactly(image);
        store.remove("c1");

        assertThat(store.imageTrees()).isEmpty();
        assertThat(image.resolve("bin/sh")).exists();
    }

    @Test
    void removes_all_of_a_container_and_does_not_mind_that_there_is_nothing() throws IOException {
        RootfsStore store = on("ext4");
        store.prepare("c1", image);
        store.remove("c1");
        store.remove("c1");

        assertThat(root).isEmptyDirectory();
        assertThat(image.resolve("bin/sh")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b"})
    void refuses_an_id_that_leads_elsewhere(String id) throws IOException {
        RootfsStore store = on("ext4");

        assertThatThrownBy(() -> store.remove(id)).isInstanceOf(ImageException.class);
    }

    private RootfsStore on(String type) throws IOException {
        return new RootfsStore(root, mountinfo(type), Optional::empty);
    }

    private Path mountinfo(String type) throws IOException {
        return Files.writeString(
                temporary.resolve("mountinfo"), "1 0 8:1 / / rw,relatime shared:1 - " + type + " /dev/sda1 rw\n");
    }
}
