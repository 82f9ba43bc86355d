package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.SeriesVolumes;
import dev.lightbox.engine.volume.SpacingRun;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code volume} found, for people. For one thread. */
final class VolumeText {

    /** Of many runs, intervals or files only the first are told; {@code --json} has all. */
    private static final int MOST = 12;

    private final PrintStream out;

    VolumeText(PrintStream out) {
        this.out = out;
    }

    void print(SeriesFiles.Series series, SeriesVolumes<SeriesFrame> found, List<VolumeFacts> volumes) {
        int frames = series.frames().size();
        String description = series.frames()
                .getFirst()
                .image()
                .dataSet()
                .string(Tag.SeriesDescription)
                .orElse("");
        line("Series %s: %s%s%d %s"
                .formatted(
                        series.uid().isEmpty() ? "without a UID" : series.uid(),
                        series.modality().isEmpty() ? "" : series.modality() + ", ",
                        description.isEmpty() ? "" : "\"" + description + "\", ",
                        frames,
                        frames == 1 ? "picture" : "pictures"));
        for (VolumeFacts volume : volumes) {
            print(volume);
        }
        if (volumes.isEmpty()) {
            line("  No volume.");
        }
        leftOut(found);
        line("");
    }

    private void print(VolumeFacts volume) {
        VolumeGeometry geometry = volume.geometry();
        String label = volume.plan().label();
        line("  Volume %d%s: %d x %d x %d (columns x rows x slices)"
                .formatted(
                        volume.number(),
                        label.isEmpty() ? "" : ", " + label,
                        geometry.columns(),
                        geometry.rows(),
                        geometry.slices()));
        fact(
                "orientation",
                "%s; rows towards %s, columns towards %s, slices towards %s"
                        .formatted(
                                volume.orientation(),
                                VolumeFacts.letters(geometry.row()),
                                VolumeFacts.letters(geometry.column()),
                                VolumeFacts.letters(geometry.normal())));
        fact("tilt", number("%.4f degrees", geometry.shearDegrees()));
        fact(
                "spacing",
                number(
                        "columns %.4f mm, rows %.4f mm, slices %.3f mm (median)",
                        geometry.spacing().columnMm(), geometry.spacing().rowMm(), geometry.medianSpacingMm()));
        fact("distances", runs(volume.counts(), "distances"));
        if (!volume.runs().equals(volume.counts())) {
            fact("in order", runs(volume.runs(), "runs"));
        }
        if (!volume.thicknesses().isEmpty()) {
            fact(
                    "thickness",
                    volume.thicknesses().stream()
                                    .limit(MOST)
                                    .map(run -> number("%.3f mm x%d", run.mm(), run.count()))
                                    .collect(Collectors.joining("; "))
                            + more(volume.thicknesses().size(), "runs"));
        }
        fact("first slice", point(geometry.origin(0)));
        fact("last slice", point(geometry.origin(geometry.slices() - 1)));
        intervals("wide", volume.wide());
        intervals("gaps", volume.gaps());
        if (volume.hasRescaleOfEachSlice()) {
            fact("rescale", "each slice has its own");
        }
        fact("memory", number("%.1f MB", volume.plan().bytes() / 1e6));
        volume.warnings().forEach(warning -> fact("note", warning.text()));
    }

    private static String runs(List<SpacingRun> runs, String what) {
        return SpacingRun.text(runs.subList(0, Math.min(MOST, runs.size()))) + more(runs.size(), what);
    }

    private void intervals(String name, List<VolumeFacts.Interval> intervals) {
        if (intervals.isEmpty()) {
            fact(name, "none");
            return;
        }
        fact(
                name,
                intervals.stream()
                                .limit(MOST)
                                .map(interval -> number(
                                        "%.3f mm between slices %d and %d",
                                        interval.mm(), interval.afterSlice(), interval.afterSlice() + 1))
                                .collect(Collectors.joining("; "))
                        + more(intervals.size(), "places"));
    }

    /** By reason, as there may be thousands. */
    private void leftOut(SeriesVolumes<SeriesFrame> found) {
        Map<String, List<SeriesFrame>> byReason = new LinkedHashMap<>();
        found.leftOut()
                .forEach(left -> byReason.computeIfAbsent(left.why().text(), why -> new ArrayList<>())
                        .add(left.source()));
        byReason.forEach((why, frames) -> line("  Not in a volume: %s (%d %s): %s%s"
                .formatted(
                        why,
                        frames.size(),
                        frames.size() == 1 ? "picture" : "pictures",
                        frames.stream().limit(MOST).map(VolumeText::name).collect(Collectors.joining(", ")),
                        more(frames.size(), "pictures"))));
        for (String refusal : Message.texts(found.refusals())) {
            if (byReason.keySet().stream().noneMatch(refusal::startsWith)) {
                line("  Not in a volume: " + refusal);
            }
        }
    }

    private static String name(SeriesFrame frame) {
        String name = frame.file().name();
        return frame.image().numberOfFrames() == 1 ? name : name + " frame " + frame.frameNumber();
    }

    private static String more(int count, String what) {
        return count > MOST ? "; and " + (count - MOST) + " more " + what : "";
    }

    private static String point(PatientPoint point) {
        return number("%.4f, %.4f, %.4f mm", point.x(), point.y(), point.z());
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private void fact(String name, String value) {
        line("    %-12s %s".formatted(name, value));
    }

    private void line(String text) {
        out.println(Console.printable(text));
    }
}
