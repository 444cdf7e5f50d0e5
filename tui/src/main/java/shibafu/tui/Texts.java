package shibafu.tui;

import java.util.Optional;
import shibafu.engine.event.ContainerEvent;
import shibafu.engine.service.EventWords;
import shibafu.tui.flow.Effect;
import shibafu.tui.flow.Msg;
import shibafu.tui.reader.Reader;
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

    static boolean isAbout(Model model, String id) {
        return reader(model).filter(reader -> reader.id().equals(id)).isPresent();
    }

    /// The same model if nothing is new.
    static Model came(Model model, Msg.TextCame came) {
        return reader(model)
                .filter(reader -> isOf(reader, came.subject(), came.id()))
                .filter(reader ->
                        !reader.lines().equals(came.lines()) || reader.problem().isPresent())
                .map(reader -> model.withDialog(new Dialog.Reading(reader.with(came.lines()))))
                .orElse(model);
    }

    static Model failed(Model model, Msg.TextFailed failed) {
        return reader(model)
                .filter(reader -> isOf(reader, failed.subject(), failed.id()))
                .filter(reader -> !reader.problem().equals(Optional.of(failed.why())))
                .map(reader -> model.withDialog(new Dialog.Reading(reader.failed(failed.why()))))
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
                .map(reader -> told.withDialog(new Dialog.Reading(reader.with(told.events()))))
                .orElse(told);
    }

    private static Optional<Reader> reader(Model model) {
        return model.dialog() instanceof Dialog.Reading reading ? Optional.of(reading.reader()) : Optional.empty();
    }

    private static boolean isOf(Reader reader, Subject subject, String id) {
        return reader.subject() == subject && reader.id().equals(id);
    }
}
