package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomJson;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.geometry.SliceSorter;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.VolumeSlice;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.MessageReader;
import dev.lightbox.viewer.viewing.stream.protocol.ProtocolException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads a series and draws pictures for nobody after the start, so that the first reader needn't wait for code to be loaded and compiled: a cold JVM takes
 * most of a second of CPU for the headers of 240 slices, a warm one a fortieth of it.
 */
@Component
class WarmUp {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final int EDGE = 256;

    /** Enough for what lies around the inner loops to be compiled (those train themselves); about a second of one core. */
    private static final int PICTURES = 60;

    /** Likewise for headers; together they are four series of 240. */
    private static final int HEADERS = 60;

    private static final int SERIES = 16;

    /** Of each direction and method; together a third of a second. */
    private static final int PLANES = 8;

    private static final String REQUEST = """
            {"type":"render","viewport":0,"sequence":1,"slice":1,"window":{"center":40,"width":400},"invert":false,\
            "region":{"x":0,"y":0,"width":256,"height":256},"size":{"width":%d,"height":%d},"quality":"%s"}""";

    private final TileRenderer renderer;
    private final boolean wanted;

    WarmUp(TileRenderer renderer, ViewingProperties properties) {
        this.renderer = renderer;
        this.wanted = properties.warmUp();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (wanted) {
            Thread.ofPlatform()
                    .name("warm-up")
                    .daemon()
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::run);
        }
    }

    private void run() {
        try {
            byte[] headers = headers();
            for (int i = 0; i < SERIES; i++) {
                sort(headers);
            }
            byte[] file = DicomWriter.toBytes(dataSet(1), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
            for (int i = 0; i < PICTURES; i++) {
                draw(file, REQUEST.formatted(EDGE, EDGE, "exact"));
                draw(file, REQUEST.formatted(EDGE, EDGE, "interactive"));
                draw(file, REQUEST.formatted(EDGE + i, EDGE + i, "exact"));
                draw(file, REQUEST.formatted(EDGE / 2 + i % 64, EDGE / 2 + i % 64, "interactive"));
            }
            PlaneWarmUp.draw(SourceImage.of(DicomReader.read(file, "warm-up")), PLANES);
        } catch (IOException | UnsupportedImageException | ProtocolException | RuntimeException e) {
            // The node works without; the pictures of others tell what is wrong, if anything is.
            log.warn("Warming up failed", e);
        }
    }

    private void draw(byte[] file, String request)
            throws DicomException, UnsupportedImageException, ProtocolException, IOException {
        SourceImage image = SourceImage.of(DicomReader.read(file, "warm-up"));
        DecodedFrame frame = new DecodedFrame(image, 1, image.decode(1), 0);
        if (MessageReader.read(request) instanceof ClientMessage.Render render) {
            renderer.render(frame, render, renderer.finest()).toMessage();
        }
    }

    private static byte[] headers() {
        List<DataSet> headers = new ArrayList<>();
        for (int number = 1; number <= HEADERS; number++) {
            headers.add(dataSet(number).toBuilder().remove(Tag.PixelData).build());
        }
        return DicomJson.write(headers);
    }

    private static void sort(byte[] headers) throws DicomException, UnsupportedImageException {
        List<Slice<Integer>> slices = new ArrayList<>();
        List<VolumeSlice<Integer>> stack = new ArrayList<>();
        for (DataSet header : DicomJson.parse(headers)) {
            SourceImage image = SourceImage.of(new DicomFile(
                    "warm-up",
                    DataSet.empty(),
                    header,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    Optional.empty(),
                    List.of()));
            slices.add(image.slice(1, 1));
            stack.add(image.volumeSlice(1, 1));
        }
        SliceSorter.sort(slices);
        SeriesVolumes.of(stack);
    }

    private static DataSet dataSet(int number) {
        byte[] pixels = new byte[2 * EDGE * EDGE];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) (i * 31);
            pixels[i + 1] = (byte) (i / EDGE % 8);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "2.25." + number)
                .put(Tag.StudyInstanceUID, "2.25.100")
                .put(Tag.SeriesInstanceUID, "2.25.101")
                .put(Tag.FrameOfReferenceUID, "2.25.102")
                .put(Tag.Modality, "CT")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.InstanceNumber, Integer.toString(number))
                .put(Tag.ImagePositionPatient, "-180.5", "-180.5", Integer.toString(number))
                .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, "0.7", "0.7")
                .put(Tag.SliceThickness, "1")
                .put(Tag.WindowCenter, "40")
                .put(Tag.WindowWidth, "400")
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.SamplesPerPixel, 1)
                .putInts(Tag.Rows, EDGE)
                .putInts(Tag.Columns, EDGE)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12)
                .putInts(Tag.HighBit, 11)
                .putInts(Tag.PixelRepresentation, 0)
                .put(Tag.RescaleIntercept, "-1024")
                .put(Tag.RescaleSlope, "1")
                .putBytes(Tag.PixelData, Vr.OW, pixels)
                .build();
    }
}
