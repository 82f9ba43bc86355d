package dev.lightbox.viewer.viewing.stream.protocol;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasuringPlane;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.volume.Slab;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What the browser says, checked against the protocol's ranges. */
public sealed interface ClientMessage {

    /** The viewport shows something else from now on. */
    sealed interface Show extends ClientMessage permits ShowSeries, ShowVolume {

        /** 0 to {@value MessageReader#MAX_VIEWPORT}. */
        int viewport();

        long sequence();

        /** Of the study that the series belongs to; empty for the one that the stream was opened for. */
        Optional<String> studyInstanceUid();

        String seriesInstanceUid();
    }

    /** A picture is wanted, and none that was wanted before. */
    sealed interface PictureRequest extends ClientMessage permits Render, RenderPlane {

        /** 0 to {@value MessageReader#MAX_VIEWPORT}. */
        int viewport();

        long sequence();

        Quality quality();
    }

    /** The viewport shows this series from now on. */
    record ShowSeries(int viewport, long sequence, Optional<String> studyInstanceUid, String seriesInstanceUid)
            implements Show {}

    /**
     * One picture is wanted.
     *
     * @param slice from 1; not checked against the series
     * @param window empty for the picture's own
     * @param region source pixels
     * @param width device pixels that {@code region} covers
     * @param height likewise
     */
    record Render(
            int viewport,
            long sequence,
            long slice,
            Optional<VoiWindow> window,
            boolean invert,
            Region region,
            int width,
            int height,
            Quality quality)
            implements PictureRequest {

        /** The same view of another slice. */
        public Render of(long other) {
            return new Render(viewport, sequence, other, window, invert, region, width, height, quality);
        }

        /** Whether the other one looks at its slice as this one does. */
        public boolean isSameView(Render other) {
            return window.equals(other.window)
                    && invert == other.invert
                    && region.equals(other.region)
                    && width == other.width
                    && height == other.height;
        }
    }

    /**
     * Pictures that the reader is about to turn to: they may be sent before they are asked for, where nothing that anybody waits for is in the way.
     *
     * @param shown the picture that the reader looks at, moving; the others differ from it by their slice alone
     * @param received how many pictures ahead of the viewport's series have come until now
     * @param slices from 1, the next ones first; not checked against the series
     */
    record Ahead(Render shown, long received, List<Long> slices) implements ClientMessage {

        public int viewport() {
            return shown.viewport();
        }

        public long sequence() {
            return shown.sequence();
        }
    }

    /**
     * The viewport shows a volume of this series from now on.
     *
     * @param slice from 1, one of the volume's in the order of the series; empty for the largest volume. Not checked against the series
     */
    record ShowVolume(
            int viewport,
            long sequence,
            Optional<String> studyInstanceUid,
            String seriesInstanceUid,
            OptionalLong slice)
            implements Show {}

    /** Another study of the patient is to be shown beside the stream's own. */
    record OpenBeside(String studyInstanceUid) implements ClientMessage {}

    /**
     * One picture of the viewport's volume is wanted.
     *
     * @param grid the plane in the patient, and the device pixels that it covers
     * @param slabMm thickness; 0 for the plane alone
     * @param window empty for the volume's own
     */
    record RenderPlane(
            int viewport,
            long sequence,
            PlaneGrid grid,
            Method method,
            double slabMm,
            Optional<VoiWindow> window,
            boolean invert,
            Quality quality)
            implements PictureRequest {}

    /**
     * What the viewport shows is to be saved or printed: may it, and can that be recorded?
     *
     * @param number tells requests apart
     * @param slice from 1, where single pictures are shown
     * @param patientText whether name, ID and the like are written on it
     */
    record Export(int viewport, long number, OptionalLong slice, ExportForm form, boolean patientText)
            implements ClientMessage {}

    /** What becomes of an exported picture. */
    enum ExportForm {
        PNG,
        JPEG,
        PRINT;

        /** As the protocol writes it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The viewport's pictures are to look as a presentation state says from now on.
     *
     * @param state of the same study; empty for as their files say
     */
    record Present(int viewport, long sequence, Optional<StateName> state) implements ClientMessage {}

    /** Which presentation state. */
    record StateName(String seriesInstanceUid, String sopInstanceUid) {}

    /** What is at this point of the viewport's volume? */
    record Probe(int viewport, long number, PatientPoint point) implements ClientMessage {}

    /** What does a measurement come to? */
    sealed interface Measure extends ClientMessage permits MeasureSlice, MeasureVolume {

        /** 0 to {@value MessageReader#MAX_VIEWPORT}. */
        int viewport();

        /** Tells the viewport's measurements apart. */
        long number();

        /** Tells apart the places to which it has been moved. */
        long revision();

        MeasurementKind kind();
    }

    /**
     * In a picture of the viewport's series.
     *
     * @param slice from 1; not checked against the series
     * @param points source pixels
     */
    record MeasureSlice(
            int viewport, long number, long revision, long slice, MeasurementKind kind, List<PicturePoint> points)
            implements Measure {}

    /**
     * In a plane of the viewport's volume.
     *
     * @param points mm; not checked against the plane
     */
    record MeasureVolume(
            int viewport,
            long number,
            long revision,
            MeasurementKind kind,
            MeasuringPlane plane,
            List<PatientPoint> points)
            implements Measure {}

    /** The tile with this sequence is on the screen. */
    record Painted(int viewport, long sequence) implements ClientMessage {}

    /** The viewport is gone. */
    record Close(int viewport) implements ClientMessage {}

    /** What a pixel of a plane is made of. */
    enum Method {
        MEAN,
        MIP,
        MINIP,
        VOLUME_MIP,
        VOLUME_BONE,
        VOLUME_VESSEL,
        VOLUME_SOFT_TISSUE;

        /** Whether the whole volume is looked through, whatever the slab. */
        public boolean isProjection() {
            return compareTo(VOLUME_MIP) >= 0;
        }

        /** What becomes of a slab's values; of those that aren't a projection. */
        public Slab.Mode mode() {
            return switch (this) {
                case MIP -> Slab.Mode.MIP;
                case MINIP -> Slab.Mode.MINIP;
                default -> Slab.Mode.MEAN;
            };
        }

        /** As the protocol writes it. */
        public String term() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How good a picture has to be. */
    enum Quality {
        /** Soon rather than exact. */
        INTERACTIVE,
        /** Lossless, every detail. */
        EXACT
    }
}
