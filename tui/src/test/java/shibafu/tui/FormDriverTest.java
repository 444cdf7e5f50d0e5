package shibafu.tui;

import org.junit.jupiter.api.Test;

/// Making a container, key by key.
final class FormDriverTest {
    private final FakeEngine engine = new FakeEngine().with("web");
    private final Ui ui = Ui.over(engine);

    @Test
    void makes_a_container_with_all_limits() {
        ui.press("n").type("busybox").press("tab").type("sh -c 'sleep 10; echo \"hi there\"'");
        ui.press("tab")
                .type("job")
                .press("tab")
                .type("64m")
                .press("tab")
                .type("50%")
                .press("tab")
                .type("20");
        ui.press("enter");
        ui.expectCalls("run job busybox [sh, -c, sleep 10; echo \"hi there\"] memory=67108864 quota=50000 pids=20");
        ui.expectNotOnScreen("new container").poll().expectSelected("job").expectStatus("created job");
    }

    @Test
    void offers_the_first_image_and_leaves_the_rest_to_the_engine() {
        ui.press("n").expectScreen("[alpine ", "1 of 2");
        ui.press("enter").expectCalls("run made-up-name alpine [] memory=- quota=- pids=-");
        ui.poll().expectSelected("made-up-name");
    }

    @Test
    void arrows_choose_among_the_images() {
        ui.press("n", "right")
                .expectScreen("[busybox ", "2 of 2")
                .press("right")
                .expectScreen("[alpine ");
        ui.press("left").expectScreen("[busybox ").press("enter");
        ui.expectCalls("run made-up-name busybox [] memory=- quota=- pids=-");
    }

    @Test
    void typing_over_a_chosen_image_replaces_it() {
        ui.press("n").type("/srv/root.tar").press("enter");
        ui.expectCalls("run made-up-name /srv/root.tar [] memory=- quota=- pids=-");
    }

    @Test
    void says_at_each_field_what_is_wrong_and_goes_to_the_first() {
        ui.press("n", "down", "down")
                .type("web")
                .press("down")
                .type("lots")
                .press("down")
                .type("0.001");
        ui.press("down").type("0").press("enter").expectCalls();
        ui.expectScreen("there is a container of that name", "\"lots\" is not memory", "a container needs at least");
        ui.press("ctrl-u").type("web2").expectNotOnScreen("there is a container");
        ui.press("down").expectScreen("\"lots\" is not memory like 100m, 1.5g, 50% or max");
    }

    @Test
    void refuses_names_that_no_file_could_have() {
        ui.press("n", "tab", "tab").type("a/b").press("enter").expectScreen("a name is made of letters, digits");
        ui.press("ctrl-u")
                .type("..")
                .press("enter")
                .expectScreen("a name is made of letters, digits")
                .expectCalls();
    }

    @Test
    void refuses_a_quote_left_open() {
        ui.press("n", "tab")
                .type("echo 'hi")
                .press("enter")
                .expectScreen("a quote is left open")
                .expectCalls();
    }

    @Test
    void asks_for_an_image_where_there_is_none() {
        Ui bare = Ui.over(new FakeEngine().offering());
        bare.press("n", "enter").expectScreen("an image is needed").expectCalls();
    }

    @Test
    void keeps_what_was_typed_when_the_engine_refuses() {
        engine.refuse("run", "unpack image alpine: no space left on device (ENOSPC)");
        ui.press("n", "tab").type("sleep 5").press("enter");
        ui.expectScreen("unpack image alpine: no space left on device (ENOSPC)", "[sleep 5 ");
        engine.refuse("run", "");
        ui.press("enter").expectNotOnScreen("[sleep 5 ").poll().expectSelected("made-up-name");
    }

    @Test
    void escape_closes_it_and_nothing_is_made() {
        ui.press("n").type("x").press("esc").expectNotOnScreen("new container").expectCalls();
    }

    @Test
    void pasted_text_goes_into_the_field_without_its_line_ends() {
        ui.press("n", "tab").paste("echo pasted\nrm -rf /\n").press("enter");
        ui.expectCalls("run made-up-name alpine [echo, pasted] memory=- quota=- pids=-");
    }

    @Test
    void images_that_cannot_be_listed_leave_the_form_usable() {
        engine.refuse("images", "read /var/lib/shibafu/images: permission denied");
        ui.press("n").expectStatus("permission denied").type("/tmp/root").press("enter");
        ui.expectCalls("run made-up-name /tmp/root [] memory=- quota=- pids=-");
    }
}
