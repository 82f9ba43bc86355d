package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasuredValue;
import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.viewing.HiddenPatient;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.util.List;

/**
 * Events as they may be told to somebody who must not know whose the study is. What its summary says has been cleaned before; here goes what came out of files: units, labels, sides,
 * and refusals that quote them or name the file. Immutable.
 */
final class DiscreetEvents {

    /** In place of a text that tells. */
    private static final String WITHHELD = "…";

    private final HiddenPatient patient;

    DiscreetEvents(HiddenPatient patient) {
        this.patient = patient;
    }

    ServerEvent cleaned(ServerEvent event) {
        return switch (event) {
            case ServerEvent.SeriesShown shown ->
                new ServerEvent.SeriesShown(shown.viewport(), shown.sequence(), cleaned(shown.series()));
            case ServerEvent.VolumeShown shown ->
                new ServerEvent.VolumeShown(
                        shown.viewport(),
                        shown.sequence(),
                        shown.seriesInstanceUid(),
                        shown.frameOfReferenceUid(),
                        patient.cleaned(shown.label()),
                        patient.cleanedCode(shown.modality()),
                        patient.cleanedCode(shown.unit()),
                        shown.presets(),
                        shown.window(),
                        shown.geometry(),
                        shown.reduced(),
                        shown.sourceLossy(),
                        cleaned(shown.warnings()));
            case ServerEvent.Probed probed ->
                new ServerEvent.Probed(
                        probed.viewport(),
                        probed.number(),
                        probed.point(),
                        probed.cover(),
                        probed.value(),
                        patient.cleanedCode(probed.unit()),
                        probed.suv());
            case ServerEvent.Measured measured ->
                new ServerEvent.Measured(
                        measured.viewport(),
                        measured.number(),
                        measured.revision(),
                        measured.image(),
                        cleaned(measured.outcome()));
            case ServerEvent.Failed failed ->
                new ServerEvent.Failed(
                        failed.viewport(),
                        failed.sequence(),
                        failed.slice(),
                        cleaned(failed.message()),
                        patient.cleaned(failed.detail()));
            case ServerEvent.Warning warning -> new ServerEvent.Warning(warning.viewport(), cleaned(warning.message()));
            case ServerEvent.Study study -> study;
            case ServerEvent.Priors priors -> priors;
            case ServerEvent.Beside beside -> beside;
            // Refused to them, in words of ours.
            case ServerEvent.Presented presented -> presented;
            case ServerEvent.Exportable exportable -> exportable;
            case ServerEvent.Progress progress -> progress;
        };
    }

    private LoadedSeries cleaned(LoadedSeries series) {
        return new LoadedSeries(
                series.studyInstanceUid(),
                series.seriesInstanceUid(),
                patient.cleanedCode(series.modality()),
                series.presets(),
                series.slices().stream().map(this::cleaned).toList(),
                cleaned(series.warnings()),
                series.frameOfReferenceUid(),
                series.volumes(),
                series.mayBearText());
    }

    private SeriesSlice cleaned(SeriesSlice slice) {
        return slice.withTexts(
                patient.cleanedCode(slice.laterality()),
                patient.cleanedCode(slice.view()),
                slice.verdict().map(this::withheld));
    }

    private Outcome cleaned(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Values(Measured measured) ->
                new Outcome.Values(new Measured(
                        measured.values().stream()
                                .map(value -> new MeasuredValue(
                                        value.concept(), value.value(), patient.cleanedCode(value.unit())))
                                .toList(),
                        measured.scale(),
                        measured.notes()));
            case Outcome.Refused(String reason, String message) -> new Outcome.Refused(reason, withheld(message));
        };
    }

    private List<Message> cleaned(List<Message> messages) {
        return messages.stream().map(this::cleaned).toList();
    }

    /** The words are ours where there is a code: only what is filled in can tell. */
    private Message cleaned(Message message) {
        if (message.code().isEmpty()) {
            return Message.plain(withheld(message.text()));
        }
        String text = message.text();
        for (Object parameter : message.parameters()) {
            text = replaced(text, parameter);
        }
        return new Message(
                message.code(), message.parameters().stream().map(this::cleaned).toList(), text);
    }

    private String replaced(String text, Object parameter) {
        return switch (parameter) {
            case String word when tells(word) -> text.replace(word, WITHHELD);
            case Message part -> text.replace(part.text(), cleaned(part).text());
            case List<?> list -> {
                String all = text;
                for (Object one : list) {
                    all = replaced(all, one);
                }
                yield all;
            }
            default -> text;
        };
    }

    private Object cleaned(Object parameter) {
        return switch (parameter) {
            case String word -> tells(word) ? WITHHELD : word;
            case Message part -> cleaned(part);
            case List<?> list -> list.stream().map(this::cleaned).toList();
            default -> parameter;
        };
    }

    private boolean tells(String word) {
        return !patient.cleanedCode(word).equals(word);
    }

    private String withheld(String text) {
        return patient.isIn(text) ? WITHHELD : text;
    }
}
