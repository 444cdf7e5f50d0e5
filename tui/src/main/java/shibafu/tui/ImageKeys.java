package shibafu.tui;

import java.util.Optional;
import shibafu.tui.create.CreateForm;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.images.ImagesModel;
import shibafu.tui.images.ImagesUpdate;
import shibafu.tui.images.ImagesUpdate.Wish;
import shibafu.tui.keys.Key;

/// The way of keys and messages to the screen of images and back. An import goes on when the screen is closed.
final class ImageKeys {
    private ImageKeys() {}

    static Step open(Model model) {
        return Step.of(model.withDialog(new Dialog.Images(ImagesModel.EMPTY)), new Effect.LookAtImages());
    }

    static Step key(Model model, ImagesModel images, Key key) {
        ImagesUpdate.Outcome outcome = ImagesUpdate.key(images, key, model.keymap());
        Model next = model.withDialog(
                outcome.images().<Dialog>map(Dialog.Images::new).orElse(Dialog.NONE));
        return outcome.wish().map(wish -> wished(next, wish)).orElseGet(() -> Step.of(next));
    }

    private static Step wished(Model model, Wish wish) {
        return switch (wish) {
            case Wish.Import wanted -> Step.of(model, new Effect.ImportImage(wanted.name(), wanted.path()));
            case Wish.Cancel cancel -> Step.of(model, new Effect.CancelImport());
            case Wish.Remove remove -> Step.of(model, new Effect.RemoveImage(remove.name()));
            case Wish.Complete complete -> Step.of(model, new Effect.CompletePath(complete.begun()));
            case Wish.Run run ->
                Step.of(model.withDialog(new Dialog.Creating(CreateForm.of(run.image()))), new Effect.ListImages());
        };
    }

    static Step answered(Model model, Msg.OfImages answer) {
        Optional<ImagesModel> open =
                model.dialog() instanceof Dialog.Images dialog ? Optional.of(dialog.images()) : Optional.empty();
        return switch (answer) {
            case Msg.ImagesSeen seen -> Step.of(shown(model, open.map(images -> images.with(seen.rows()))));
            case Msg.PathsSeen seen ->
                Step.of(shown(model, open.map(images -> ImagesUpdate.completed(images, seen.begun(), seen.paths()))));
            case Msg.Importing now ->
                Step.of(shown(
                        model,
                        open.map(images -> images.running(
                                Optional.of(new ImagesModel.Running(now.name(), now.readBytes(), now.totalBytes()))))));
            case Msg.ImageDone done -> {
                Model told = shown(
                        model.telling(false, done.text()),
                        open.map(images -> (done.name().isEmpty() ? images : images.choosing(done.name()))
                                .running(done.name().isEmpty() ? images.running() : Optional.empty())
                                .telling(false, done.text())));
                yield open.isPresent() ? Step.of(told, new Effect.LookAtImages()) : Step.of(told);
            }
            case Msg.ImageFailed failed ->
                Step.of(shown(model.telling(true, failed.why()), open.map(images -> (failed.asked()
                                        instanceof Effect.ImportImage
                                ? images.running(Optional.empty())
                                : images)
                        .telling(true, failed.why()))));
        };
    }

    private static Model shown(Model model, Optional<ImagesModel> images) {
        return images.map(shown -> model.withDialog(new Dialog.Images(shown))).orElse(model);
    }
}
