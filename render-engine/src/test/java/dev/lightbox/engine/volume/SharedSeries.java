package dev.lightbox.engine.volume;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Series of the shared data, as volumes want them. */
final class SharedSeries {

    /** A frame of a picture. */
    record Frame(SourceImage image, int number) {}

    private SharedSeries() {}

    /** @param relative a file, a directory of files, or a zip archive */
    static List<SourceImage> images(String relative) {
        try {
            List<SourceImage> images = new ArrayList<>();
            Path path = SharedData.path(relative);
            if (relative.endsWith(".zip")) {
                try (ZipFile zip = new ZipFile(path.toFile())) {
                    for (ZipEntry entry : Collections.list(zip.entries())) {
                        if (!entry.isDirectory()) {
                            try (InputStream in = zip.getInputStream(entry)) {
                                images.add(image(in.readAllBytes(), entry.getName()));
                            }
                        }
                    }
                }
            } else {
                for (Path file : SharedData.files(relative)) {
                    // A thumbnail for humans lies beside one of the series.
                    if (file.toString().endsWith(".dcm") && !file.toString().endsWith(".jpg.dcm")) {
                        images.add(image(
                                Files.readAllBytes(file), file.getFileName().toString()));
                    }
                }
            }
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsupportedImageException e) {
            throw new AssertionError(e);
        }
    }

    private static SourceImage image(byte[] bytes, String name) throws DicomException, UnsupportedImageException {
        return SourceImage.of(DicomReader.read(bytes, name));
    }

    static SeriesVolumes<Frame> volumes(List<SourceImage> images) {
        List<VolumeSlice<Frame>> slices = new ArrayList<>();
        for (SourceImage image : images) {
            for (int number = 1; number <= image.numberOfFrames(); number++) {
                slices.add(image.volumeSlice(new Frame(image, number), number));
            }
        }
        return SeriesVolumes.of(slices);
    }

    /** Decodes and fills. */
    static Volume filled(VolumePlan<Frame> plan) throws DecodeException {
        Volume volume = plan.begin();
        for (int slice = 0; slice < plan.sources().size(); slice++) {
            Frame frame = plan.sources().get(slice);
            volume.put(slice, plan.values(frame.image().decode(frame.number())));
        }
        return volume;
    }

    /** SHA-256 of stored values as 32-bit little-endian numbers: slices × columns at a row, or slices × rows at a column. */
    static String hash(Volume volume, boolean coronal) {
        VolumeGeometry geometry = volume.geometry();
        int width = coronal ? geometry.columns() : geometry.rows();
        ByteBuffer bytes = ByteBuffer.allocate(4 * width * geometry.slices()).order(ByteOrder.LITTLE_ENDIAN);
        for (int slice = 0; slice < geometry.slices(); slice++) {
            for (int i = 0; i < width; i++) {
                int value = coronal
                        ? volume.voxels().get(i, geometry.rows() / 2, slice)
                        : volume.voxels().get(geometry.columns() / 2, i, slice);
                bytes.putInt(value + volume.offset());
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
