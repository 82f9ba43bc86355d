package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in a directory with small DICOM files. */
abstract class CommandCase {

    static final int COLUMNS = 4;
    static final int ROWS = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** @return the exit code */
    final int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                arguments);
    }

    /** As {@link #run} with something on the standard input. */
    final int runWithInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    final String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    final String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    final String path(String name) {
        return directory.resolve(name).toString();
    }

    /** A file of 4 × 3 signed pixels of 12 bits: -1024, -1023 … plus the given summand; overlay bits above, which don't count. */
    final String picture(String name, int summand) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(summand, 1));
        return file.toString();
    }

    static byte[] bytes(int summand, int frames) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * COLUMNS * ROWS * frames).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COLUMNS * ROWS * frames; i++) {
            pixels.putShort((short) ((value(i, summand) & 0xFFF) | 0x3000));
        }
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, "2.25." + (1000 + summand))
                .put(Tag.Modality, "CT")
                .put(Tag.NumberOfFrames, Integer.toString(frames))
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, ROWS)
                .putInts(Tag.Columns, COLUMNS)
                .put(Tag.PixelAspectRatio, "2", "1")
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12)
                .putInts(Tag.HighBit, 11)
                .putInts(Tag.PixelRepresentation, 1)
                .put(Tag.WindowCenter, "-1018", "0")
                .put(Tag.WindowWidth, "12", "4096")
                .putBytes(Tag.PixelData, Vr.OW, pixels.array())
                .build();
        return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    }

    static int value(int index, int summand) {
        return index - 1024 + summand;
    }

    /** What {@code decode} writes for such a file. */
    static byte[] values(int summand) {
        ByteBuffer values = ByteBuffer.allocate(4 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            values.putInt(value(i, summand));
        }
        return values.array();
    }
}
