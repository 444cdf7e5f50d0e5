package shibafu.tui;

import org.junit.jupiter.api.Test;

/// The screen of images.
final class ImagesDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web").with("db").offering("alpine", "busybox", "mine");
    private final Ui ui = Ui.over(engine);

    @Test
    void a_path_is_completed_as_far_as_all_agree_and_names_the_image() {
        ui.press("O", "a").type("/home").press("right").expectScreen("[/home/me/mine", "mine.tar  mine-too/");
        ui.type(".").press("right").expectScreen("/home/me/mine.tar").press("enter");
        ui.expectCalls("import mine /home/me/mine.tar")
                .expectScreen("imported image mine")
                .expectStatus("imported image mine");
    }

    @Test
    void what_does_not_exist_and_what_fails_is_told() {
        ui.press("O", "a").type("/nowhere").press("right").expectScreen("no archive or directory begins so");
        engine.refuse("import", "import image nowhere from /nowhere: no such file");
        ui.press("enter").expectScreen("import image nowhere from /nowhere: no such file");
    }

    @Test
    void an_image_in_use_is_not_removed_and_its_users_are_named() {
        ui.press("O", "down", "d").expectScreen("image busybox is used by web, db: remove those containers first");
        ui.expectCalls();
    }

    @Test
    void one_that_nobody_uses_is_removed_when_asked_twice() {
        ui.press("O", "down", "down", "d")
                .expectScreen("remove image mine, which no container uses?")
                .press("n");
        ui.expectCalls().press("d", "y").expectCalls("remove-image mine").expectScreen("removed image mine");
        ui.expectNotOnScreen("mine.tar.gz");
    }

    @Test
    void one_that_was_never_unpacked_cannot_be_removed() {
        ui.press("O", "d").expectScreen("image alpine came along and is not unpacked");
    }

    @Test
    void a_container_of_an_image_is_begun() {
        ui.press("O", "down", "enter").expectScreen("new container", "[busybox");
    }

    @Test
    void leaving_goes_back_to_the_list() {
        ui.press("O", "esc").expectScreen("web", "STATE").expectNotOnScreen("USED BY");
    }
}
