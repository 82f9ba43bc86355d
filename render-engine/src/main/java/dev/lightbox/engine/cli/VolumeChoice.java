package dev.lightbox.engine.cli;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.engine.volume.VolumeSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The volume that a command works on. Immutable.
 *
 * @param seriesUid Series Instance UID
 * @param number among the series' volumes, from 1, the largest first
 * @param count how many volumes the series has
 * @param remarks what of the input is in no volume, and whether information was lost in what is; one sentence each
 */
record VolumeChoice(String seriesUid, int number, int count, VolumePlan<SeriesFrame> plan, List<String> remarks) {

    /** A series with volumes. */
    private record Candidate(SeriesFiles.Series series, SeriesVolumes<SeriesFrame> volumes) {}

    /**
     * @param seriesUid empty for the only series that makes a volume
     * @param number from 1; empty for the largest
     * @throws IOException if there is no volume that fits into the memory, or more than one series has some; the message says all reasons and choices
     */
    static VolumeChoice of(SeriesFiles files, Optional<String> seriesUid, OptionalInt number) throws IOException {
        if (files.series().isEmpty()) {
            throw new IOException("There is no DICOM picture here.");
        }
        List<SeriesFiles.Series> wanted = files.series().stream()
                .filter(series -> seriesUid.isEmpty() || series.uid().equals(seriesUid.get()))
                .toList();
        if (wanted.isEmpty()) {
            throw new IOException("There is no series " + seriesUid.orElseThrow() + " here, but: "
                    + String.join(
                            "; ",
                            files.series().stream().map(VolumeChoice::name).toList()) + ".");
        }
        List<Candidate> candidates = new ArrayList<>();
        StringBuilder refusals = new StringBuilder();
        for (SeriesFiles.Series series : wanted) {
            SeriesVolumes<SeriesFrame> volumes = volumes(series);
            if (volumes.volumes().isEmpty()) {
                refusals.append(System.lineSeparator())
                        .append(name(series))
                        .append(": ")
                        .append(String.join(" ", Message.texts(volumes.refusals())));
            } else {
                candidates.add(new Candidate(series, volumes));
            }
        }
        if (candidates.isEmpty()) {
            throw new IOException("No series makes a volume:" + refusals);
        }
        if (candidates.size() > 1) {
            throw new IOException("Several series make volumes; choose one with --series:"
                    + String.join(
                            "", candidates.stream().map(VolumeChoice::offer).toList()));
        }
        return choose(candidates.getFirst(), number, files.skipped().size());
    }

    /** What volumes a series can be made into. */
    static SeriesVolumes<SeriesFrame> volumes(SeriesFiles.Series series) {
        List<VolumeSlice<SeriesFrame>> slices = new ArrayList<>();
        for (SeriesFrame frame : series.frames()) {
            slices.add(frame.image().volumeSlice(frame, frame.frameNumber()));
        }
        return SeriesVolumes.of(slices);
    }

    private static VolumeChoice choose(Candidate candidate, OptionalInt number, int skipped) throws IOException {
        List<VolumePlan<SeriesFrame>> plans = candidate.volumes().volumes();
        int chosen = number.orElse(1);
        if (chosen > plans.size()) {
            throw new IOException(
                    "The series has " + plans.size() + " volumes, not one numbered " + chosen + ":" + offer(candidate));
        }
        return new VolumeChoice(
                candidate.series().uid(),
                chosen,
                plans.size(),
                LoadedVolume.fitting(plans.get(chosen - 1)),
                remarks(candidate, plans.get(chosen - 1), skipped));
    }

    /** At the end of a stack no gap shows that a slice is missing: it must be said. */
    private static List<String> remarks(Candidate candidate, VolumePlan<SeriesFrame> plan, int skipped) {
        List<String> remarks = new ArrayList<>();
        candidate.volumes().refusals().forEach(refusal -> remarks.add("Left out: " + refusal));
        if (skipped > 0) {
            remarks.add(
                    skipped == 1
                            ? "1 file couldn't be read as a picture; whether it belongs to the volume isn't known."
                            : skipped
                                    + " files couldn't be read as pictures; whether they belong to the volume isn't known.");
        }
        long lossy = plan.sources().stream()
                .filter(source -> source.image().lossySource())
                .count();
        if (lossy > 0) {
            remarks.add(lossy + " of " + plan.sources().size() + " slices had been lossily compressed before.");
        }
        return List.copyOf(remarks);
    }

    private static String offer(Candidate candidate) {
        StringBuilder offer = new StringBuilder(System.lineSeparator() + name(candidate.series()) + ":");
        int number = 1;
        for (VolumePlan<SeriesFrame> plan : candidate.volumes().volumes()) {
            VolumeGeometry geometry = plan.geometry();
            offer.append(" volume %d%s of %d x %d x %d;"
                    .formatted(
                            number++,
                            plan.label().isEmpty() ? "" : " (" + plan.label() + ")",
                            geometry.columns(),
                            geometry.rows(),
                            geometry.slices()));
        }
        return offer.substring(0, offer.length() - 1);
    }

    private static String name(SeriesFiles.Series series) {
        int frames = series.frames().size();
        return (series.uid().isEmpty() ? "series without a UID" : series.uid()) + " ("
                + (series.modality().isEmpty() ? "" : series.modality() + ", ") + frames
                + (frames == 1 ? " frame)" : " frames)");
    }
}
