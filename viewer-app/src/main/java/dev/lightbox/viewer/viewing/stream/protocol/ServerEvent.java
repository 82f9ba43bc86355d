package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Preset;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.presentation.SeriesPresentation;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the server says besides pictures. Texts are formatted for display; unknown ones are empty. */
public sealed interface ServerEvent {

    /**
     * The first message of every connection. Dates and times are ISO 8601.
     *
     * @param mayExport whether its pictures may be saved and printed
     * @param aheadBytes of pictures that the browser may keep ahead; 0: it asks for none
     */
    record Study(
            String studyInstanceUid,
            Patient patient,
            String date,
            String time,
            String description,
            String accessionNumber,
            String referringPhysician,
            boolean mayExport,
            int aheadBytes,
            List<Series> series)
            implements ServerEvent {}

    record Patient(String name, String id, String birthDate, String sex) {}

    /**
     * @param instances 0 where the archive doesn't say
     * @param thumbnail relative to the application's context
     * @param images whether pictures can be expected in it
     */
    record Series(
            String seriesInstanceUid,
            OptionalInt number,
            String modality,
            String description,
            String bodyPart,
            int instances,
            String thumbnail,
            boolean images) {}

    /** The patient's other studies that the user may view, the most relevant first; never empty. */
    record Priors(List<Prior> studies) implements ServerEvent {}

    /** @param relation of its date to that of the opened study */
    record Prior(
            String studyInstanceUid,
            PriorStudies.Relation relation,
            String date,
            String time,
            String description,
            List<String> modalities) {}

    /**
     * The answer to {@link ClientMessage.OpenBeside}.
     *
     * @param relation of its date to that of the stream's own study
     * @param study empty where it can't be shown
     * @param refusal why not; empty where it can
     */
    record Beside(
            String studyInstanceUid,
            Optional<PriorStudies.Relation> relation,
            Optional<Study> study,
            Optional<BesideRefusal> refusal)
            implements ServerEvent {}

    /** Why a study can't be shown beside the stream's own. */
    enum BesideRefusal {
        /** It is unknown, or the user may not view it: all the same. */
        NOT_AVAILABLE,
        /** It is of another patient, or it isn't certain that it is of the same one. */
        OTHER_PATIENT,
        /** As many as allowed are open. */
        TOO_MANY,
        /** The archive or this server can't tell now. */
        BUSY;

        /** As the protocol writes it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The answer to {@link ClientMessage.ShowSeries}. */
    record SeriesShown(int viewport, long sequence, LoadedSeries series) implements ServerEvent {}

    /**
     * The answer to {@link ClientMessage.ShowVolume}.
     *
     * @param label what tells it apart from the series' other volumes; empty where it is the only one
     * @param unit of modality values, such as HU; empty where it isn't known
     * @param window the file's own; empty where it follows from the values
     * @param reduced whether it is read at half of its columns and rows
     * @param sourceLossy whether the stored images had been lossily compressed before
     */
    record VolumeShown(
            int viewport,
            long sequence,
            String seriesInstanceUid,
            String frameOfReferenceUid,
            String label,
            String modality,
            String unit,
            List<Preset> presets,
            Optional<VoiWindow> window,
            VolumeGeometry geometry,
            boolean reduced,
            boolean sourceLossy,
            List<Message> warnings)
            implements ServerEvent {}

    /**
     * The answer to {@link ClientMessage.Probe}.
     *
     * @param value in modality units; empty where {@code cover} isn't {@link Cover#INSIDE}
     * @param suv standardised uptake value by body weight, g/ml; empty where it can't be computed
     */
    record Probed(
            int viewport,
            long number,
            PatientPoint point,
            Cover cover,
            OptionalDouble value,
            String unit,
            OptionalDouble suv)
            implements ServerEvent {

        /** What is at a point. */
        public enum Cover {
            INSIDE,
            OUTSIDE,
            GAP,
            PENDING;

            /** As the protocol writes it. */
            public String term() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * The answer to {@link ClientMessage.Measure}.
     *
     * @param image in which it was measured; empty in a volume, and where there is none
     */
    record Measured(int viewport, long number, long revision, Optional<FrameKey> image, Outcome outcome)
            implements ServerEvent {}

    /**
     * The answer to {@link ClientMessage.Export}.
     *
     * @param refusal why not; empty where it is recorded and may be done
     */
    record Exportable(int viewport, long number, Optional<ExportRefusal> refusal) implements ServerEvent {}

    /** Why what a viewport shows can't be saved or printed. */
    enum ExportRefusal {
        NOT_ALLOWED,
        /** It couldn't be recorded. */
        NOT_RECORDED,
        /** The viewport shows nothing. */
        NOT_SHOWN;

        /** As the protocol writes it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The answer to {@link ClientMessage.Present}.
     *
     * @param presentation what the browser does of it; empty where pictures are shown as their files say
     * @param refusal why the state isn't applied, fit for the user; empty where it is, or none was wanted
     */
    record Presented(int viewport, long sequence, Optional<SeriesPresentation> presentation, String refusal)
            implements ServerEvent {}

    /** Long work is under way. */
    record Progress(int viewport, int done, int total, What what) implements ServerEvent {

        /** What is being loaded. */
        public enum What {
            HEADERS,
            IMAGES,
            VOLUME
        }
    }

    /**
     * Something can't be shown.
     *
     * @param slice empty where it is about the series
     */
    record Failed(int viewport, long sequence, OptionalLong slice, Message message, String detail)
            implements ServerEvent {}

    /** @param viewport empty where it is about the study */
    record Warning(OptionalInt viewport, Message message) implements ServerEvent {}
}
