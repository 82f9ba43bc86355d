package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.geometry.SliceSorter;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Presets;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.engine.volume.VolumeSlice;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes a series of its headers: every frame a slice, sorted by geometry; what can't be shown has a verdict in its place, and nothing is left out without
 * saying so. Thread-safe.
 */
@Component
class SeriesReader {

    /** For headers that don't tell how their pixel data are encoded; what can be said only then isn't asked of them. */
    private static final TransferSyntax UNTOLD = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final StudySource source;
    private final int maxSlices;

    SeriesReader(StudySource source, ViewingProperties properties) {
        this.source = source;
        this.maxSlices = properties.maxSlices();
    }

    /** One picture of an instance before its place is known. */
    private record Picture(InstanceReference reference, SourceImage image, int frame, Optional<String> verdict) {}

    /**
     * Asks the archive for the headers; blocks.
     *
     * @throws dev.lightbox.viewer.pacs.StudySourceException where it doesn't deliver them
     */
    LoadedSeries read(String studyInstanceUid, SeriesSummary summary) {
        List<InstanceHeader> headers = source.instances(studyInstanceUid, summary.seriesInstanceUid());
        List<Message> warnings = new ArrayList<>();
        List<Slice<Picture>> pictures = new ArrayList<>();
        List<SeriesSlice> refused = new ArrayList<>();
        Set<String> known = new HashSet<>();
        int duplicates = 0;
        int withoutPicture = 0;
        int strangers = 0;
        boolean cut = false;
        for (InstanceHeader header : headers) {
            InstanceReference reference = header.reference();
            if (!reference.studyInstanceUid().equals(studyInstanceUid)
                    || !reference.seriesInstanceUid().equals(summary.seriesInstanceUid())) {
                strangers++;
            } else if (!known.add(reference.sopInstanceUid())) {
                duplicates++;
            } else if (header.error().isPresent()) {
                refused.add(refused(header, header.error().get()));
            } else if (!isPicture(header.header())) {
                withoutPicture++;
            } else {
                try {
                    cut |= !addFrames(header, pictures);
                } catch (UnsupportedImageException e) {
                    refused.add(refused(header, String.valueOf(e.getMessage())));
                }
            }
        }
        SliceSorter.Sorted<Picture> sorted = SliceSorter.sort(pictures);
        warnings.addAll(sorted.warnings());
        addSizes(pictures, warnings);
        addReservations(pictures, warnings);
        addCount(
                warnings,
                "series.unreadable",
                refused.size(),
                "can't be read and stands at the end.",
                "can't be read and stand at the end.");
        addCount(
                warnings,
                "series.twice",
                duplicates,
                "is there twice and shown once.",
                "are there twice and shown once.");
        addCount(
                warnings,
                "series.without-picture",
                withoutPicture,
                "holds no picture and isn't shown.",
                "hold no pictures and aren't shown.");
        addCount(
                warnings,
                "series.strangers",
                strangers,
                "belongs to another series and isn't shown.",
                "belong to another series and aren't shown.");
        if (cut) {
            warnings.add(Message.of(
                    "series.too-large", "This series is too large: only its first %d pictures are shown.", maxSlices));
        }
        return new LoadedSeries(
                studyInstanceUid,
                summary.seriesInstanceUid(),
                summary.modality(),
                Presets.forModality(summary.modality()),
                numbered(sorted.slices(), refused),
                warnings,
                frameOfReference(pictures),
                volumes(pictures),
                pictures.stream()
                        .anyMatch(picture -> TextInPictures.isPossible(
                                picture.source().image().dataSet())));
    }

    /** One for the whole series, or none: where pictures disagree, none can be compared with another series'. */
    private static Optional<String> frameOfReference(List<Slice<Picture>> pictures) {
        List<String> all =
                pictures.stream().map(Slice::frameOfReference).distinct().toList();
        return all.size() == 1 && !all.getFirst().isEmpty() ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static SeriesVolumeList volumes(List<Slice<Picture>> pictures) {
        Map<FrameKey, Picture> byKey = HashMap.newHashMap(pictures.size());
        List<VolumeSlice<FrameKey>> slices = new ArrayList<>(pictures.size());
        for (Slice<Picture> slice : pictures) {
            Picture picture = slice.source();
            FrameKey key = new FrameKey(picture.reference(), picture.frame());
            byKey.put(key, picture);
            slices.add(picture.image().volumeSlice(key, picture.frame()));
        }
        SeriesVolumes<FrameKey> found = SeriesVolumes.of(slices);
        Map<FrameKey, Message> leftOut = new HashMap<>();
        found.leftOut().forEach(one -> leftOut.put(one.source(), one.why()));
        List<SeriesVolume> volumes = new ArrayList<>();
        for (VolumePlan<FrameKey> plan : found.volumes()) {
            boolean lossy = false;
            for (FrameKey source : plan.sources()) {
                lossy |= Objects.requireNonNull(byKey.get(source)).image().lossySource();
            }
            Picture middle = Objects.requireNonNull(
                    byKey.get(plan.sources().get(plan.sources().size() / 2)));
            volumes.add(new SeriesVolume(plan, middle.image(), middle.frame(), lossy));
        }
        return new SeriesVolumeList(volumes, leftOut, found.refusals());
    }

    /** A report has no Rows; an image that lacks them is refused by name instead. */
    private static boolean isPicture(DataSet header) {
        return header.contains(Tag.Rows)
                || header.contains(Tag.Columns)
                || header.contains(Tag.PhotometricInterpretation);
    }

    /** @return false where not all fit */
    private boolean addFrames(InstanceHeader header, List<Slice<Picture>> pictures) throws UnsupportedImageException {
        TransferSyntax syntax =
                header.transferSyntaxUid().map(TransferSyntax::of).orElse(UNTOLD);
        SourceImage image = SourceImage.of(new DicomFile(
                header.reference().sopInstanceUid(),
                DataSet.empty(),
                header.header(),
                syntax,
                Optional.empty(),
                List.of()));
        // Only the syntax's: a header from the archive may lack large values (a palette, say) that the instance has.
        Optional<String> verdict = header.transferSyntaxUid().flatMap(uid -> FrameDecoders.verdict(syntax));
        for (int frame = 1; frame <= image.numberOfFrames(); frame++) {
            if (pictures.size() >= maxSlices) {
                return false;
            }
            pictures.add(image.slice(new Picture(header.reference(), image, frame, verdict), frame));
        }
        return true;
    }

    private static void addSizes(List<Slice<Picture>> pictures, List<Message> warnings) {
        long sizes = pictures.stream()
                .map(picture -> picture.columns() + "x" + picture.rows())
                .distinct()
                .count();
        if (sizes > 1) {
            warnings.add(Message.of("series.sizes", "The pictures of this series have %d different sizes.", sizes));
        }
    }

    /** What the images themselves are shown with reservation for, each said once. */
    private static void addReservations(List<Slice<Picture>> pictures, List<Message> warnings) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Slice<Picture> picture : pictures) {
            if (picture.source().frame() == 1) {
                picture.source().image().warnings().forEach(text -> counts.merge(text, 1, Integer::sum));
            }
        }
        counts.forEach((text, count) -> warnings.add(Message.counted(
                "series.reservation", count, "1 image: %2$s", "%1$d images: %2$s", SourceImage.reservation(text))));
    }

    private static void addCount(List<Message> warnings, String code, int count, String one, String many) {
        if (count > 0) {
            warnings.add(Message.counted(
                    code, count, "1 object of this series " + one, "%d objects of this series " + many));
        }
    }

    private static List<SeriesSlice> numbered(List<Slice<Picture>> sorted, List<SeriesSlice> refused) {
        List<SeriesSlice> slices = new ArrayList<>(sorted.size() + refused.size());
        for (Slice<Picture> picture : sorted) {
            slices.add(slice(slices.size() + 1, picture));
        }
        for (SeriesSlice slice : refused) {
            slices.add(slice.withNumber(slices.size() + 1));
        }
        return slices;
    }

    private static SeriesSlice slice(int number, Slice<Picture> sorted) {
        SourceImage image = sorted.source().image();
        int frame = sorted.source().frame();
        return new SeriesSlice(
                number,
                new FrameKey(sorted.source().reference(), frame),
                sorted.instanceNumber(),
                sorted.rows(),
                sorted.columns(),
                image.pixelAspect(frame),
                image.pixelSpacing(frame),
                image.orientationLetters(frame),
                sorted.plane(),
                image.sliceThickness(frame),
                FrameTiming.durationMs(image.dataSet(), frame, image.numberOfFrames()),
                image.windows(frame).stream().findFirst(),
                laterality(image.dataSet()),
                image.dataSet().string(Tag.ViewPosition).orElse(""),
                sorted.source().verdict());
    }

    /** PS3.3 C.8.11.1.1.1, C.8.3.1.1.1, C.7.3.1: the image's own, else its series'. */
    private static String laterality(DataSet header) {
        return header.string(Tag.ImageLaterality)
                .or(() -> header.string(Tag.Laterality))
                .orElse("");
    }

    private static SeriesSlice refused(InstanceHeader header, String why) {
        return new SeriesSlice(
                1,
                new FrameKey(header.reference(), 1),
                header.header().integer(Tag.InstanceNumber),
                size(header.header().integer(Tag.Rows)),
                size(header.header().integer(Tag.Columns)),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                "",
                "",
                Optional.of(why));
    }

    private static int size(OptionalInt value) {
        return Math.max(0, value.orElse(0));
    }
}
