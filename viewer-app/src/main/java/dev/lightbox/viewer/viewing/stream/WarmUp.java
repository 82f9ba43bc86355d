package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.MessageReader;
import dev.lightbox.viewer.viewing.stream.protocol.ProtocolException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Draws a picture for nobody after the start, behind all else, so that the first reader needn't wait for code to be loaded and compiled. */
@Component
class WarmUp {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final int EDGE = 256;

    /** Enough for the inner loops to be compiled; about a second of one core. */
    private static final int PICTURES = 60;

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
            byte[] file = file();
            for (int i = 0; i < PICTURES; i++) {
                draw(file, REQUEST.formatted(EDGE, EDGE, "exact"));
                draw(file, REQUEST.formatted(EDGE, EDGE, "interactive"));
                draw(file, REQUEST.formatted(EDGE + i, EDGE + i, "exact"));
            }
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
            renderer.render(frame, render).toMessage();
        }
    }

    private static byte[] file() {
        byte[] pixels = new byte[2 * EDGE * EDGE];
        for (int i = 0; i < pixels.length; i += 2) {
            pixels[i] = (byte) (i * 31);
            pixels[i + 1] = (byte) (i / EDGE % 8);
        }
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "2.25.1")
                .put(Tag.Modality, "CT")
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
        return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    }
}
