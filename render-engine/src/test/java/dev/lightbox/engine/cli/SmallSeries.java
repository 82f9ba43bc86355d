package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CT series of 8 × 6 pixels of 2 mm in axial slices 3 mm apart, the first pixel of the first slice at (10, 20, 30). The value of column i, row j, slice k is
 * 100 k + 10 j + i HU (Rescale Intercept -1000).
 */
final class SmallSeries {

    static final int COLUMNS = 8;
    static final int ROWS = 6;
    static final String UID = "2.25.77";

    private SmallSeries() {}

    static int hounsfield(int column, int row, int slice) {
        return 100 * slice + 10 * row + column;
    }

    /** Writes slices {@code slice-K.dcm}. */
    static void write(Path directory, int... slices) throws IOException {
        write(directory, UID, 0, slices);
    }

    /** @param summand of all values */
    static void write(Path directory, String uid, int summand, int... slices) throws IOException {
        Files.createDirectories(directory);
        for (int slice : slices) {
            Files.write(directory.resolve("slice-" + slice + ".dcm"), bytes(uid, slice, summand));
        }
    }

    static byte[] bytes(String uid, int slice, int summand) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                pixels.putShort((short) (hounsfield(i, j, slice) + 1000 + summand));
            }
        }
        DataSet dataSet = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, uid + "." + (slice + 1))
                .put(Tag.SeriesInstanceUID, uid)
                .put(Tag.StudyInstanceUID, "2.25.7")
                .put(Tag.FrameOfReferenceUID, "2.25.9")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.Modality, "CT")
                .put(Tag.InstanceNumber, Integer.toString(slice + 1))
                .put(Tag.ImagePositionPatient, "10", "20", Integer.toString(30 + 3 * slice))
                .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, "2", "2")
                .put(Tag.SliceThickness, "3")
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, ROWS)
                .putInts(Tag.Columns, COLUMNS)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 1)
                .put(Tag.RescaleIntercept, "-1000")
                .put(Tag.RescaleSlope, "1")
                .put(Tag.WindowCenter, "250")
                .put(Tag.WindowWidth, "500")
                .putBytes(Tag.PixelData, Vr.OW, pixels.array())
                .build();
        return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    }
}
