package shibafu.tui;

import java.util.Optional;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.service.EventWords;
import shibafu.tui.draw.Rect;
import shibafu.tui.draw.Symbols;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.keys.Key;
import shibafu.tui.reader.EventText;
import shibafu.tui.reader.Look;
import shibafu.tui.reader.Reader;
import shibafu.tui.reader.ReaderUpdate;
import shibafu.tui.reader.Subject;

/// What comes for a text that is being read, and what happens to containers, which is a text too.
final class Texts {
    private Texts() {}

    /// What to fetch anew.
    static Optional<Effect> refresh(Model model) {
        return reader(model)
                .filter(reader -> reader.subject().lives()
                        && reader.subject() != Subject.EVENTS
                        && reader.subject() != Subject.COMPARISON)
                .map(reader -> new Effect.Read(reader.subject(), reader.id()));
    }

    /// How the pane that is `width` columns wide, frame included, is to be laid out.
    static Look look(Model model, Reader reader, int width, Symbols symbols) {
        return new Look(width - 2, reader.options(), model.now(), model.host().zone(), symbols);
    }

    /// A key while a text is read: another tab is another text, which has to be fetched.
    static Step key(Model model, Dialog.Reading reading, Key key) {
        Reader before = reading.reader();
        Rect pane = Layout.of(model).shell();
        Look look = look(model, before, pane.width(), Symbols.UNICODE);
        Optional<Reader> after =
                ReaderUpdate.key(before, key, look, pane.inner().height(), model.keymap());
        Model next = model.withDialog(after.<Dialog>map(reading::with).orElse(reading.below()));
        return after.filter(reader -> reader.subject() != before.subject())
                .map(reader -> Step.of(next, new Effect.Read(reader.subject(), reader.id())))
                .orElseGet(() -> Step.of(next));
    }

    static boolean isAbout(Model model, String id) {
        return reader(model).filter(reader -> reader.id().equals(id)).isPresent();
    }

    /// The same model if nothing is new.
    static Model came(Model model, Msg.TextCame came) {
        return reader(model)
                .filter(reader -> isOf(reader, came.subject(), came.id()))
                .map(reader -> replaced(model, reader, reader.with(came.content(), model.now())))
                .orElse(model);
    }

    private static Model replaced(Model model, Reader before, Reader after) {
        return model.dialog() instanceof Dialog.Reading reading && !before.equals(after)
                ? model.withDialog(reading.with(after))
                : model;
    }

    static Model failed(Model model, Msg.TextFailed failed) {
        return reader(model)
                .filter(reader -> isOf(reader, failed.subject(), failed.id()))
                .filter(reader -> !reader.problem().equals(Optional.of(failed.why())))
                .map(reader -> replaced(model, reader, reader.failed(failed.why())))
                .orElse(model);
    }

    /// A kill is told at once: who it was, and whose limit.
    static Model happened(Model model, ContainerEvent event) {
        String line = EventWords.line(event);
        Model noted = Notes.of(model.happened(line), event, line);
        Model told = event instanceof ContainerEvent.OomKilled
                ? noted.telling(true, line.replaceFirst("^\\S+ ", ""))
                : noted;
        return reader(told)
                .filter(reader -> reader.subject() == Subject.EVENTS)
                .map(reader -> replaced(told, reader, reader.with(new EventText(told.events()), told.now())))
                .orElse(told);
    }

    private static Optional<Reader> reader(Model model) {
        return model.dialog() instanceof Dialog.Reading reading ? Optional.of(reading.reader()) : Optional.empty();
    }

    private static boolean isOf(Reader reader, Subject subject, String id) {
        return reader.subject() == subject && reader.id().equals(id);
    }
}
