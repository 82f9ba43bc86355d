package dev.lightbox.engine.cli;

import dev.lightbox.engine.volume.SeriesVolumes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what volumes series can be made into, and why others can't. Headers alone are read. */
final class VolumeCommand implements Command {
    private static final String JSON = "--json";

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public String summary() {
        return "says what volumes series make: sizes, spacing, tilt, gaps, verdicts";
    }

    @Override
    public String help() {
        return """
                volume DIR_OR_FILES... [--json]

                Reads the headers of DICOM files, sorts them by series, and says for each series which volumes it makes: columns x rows x slices,
                orientation, tilt of the gantry (the angle between the slices' normal and the direction in which they follow each other), spacing,
                every distance of neighbouring slices in their order ("4.002 mm x13; 6.999 mm x13"), the first and the last slice's position
                (centre of the first voxel; LPS: x to the patient's left, y to the back, z to the head), gaps, memory; what must be known of it;
                why (parts of) a series make no volume; and which pictures are left out, and why. No pixel is decoded.

                  DIR_OR_FILES   directories, DICOM files, archives (.zip, .tar, .tar.gz, .tar.xz) or their members (series.zip!slice.dcm);
                                 @LIST reads names from a file, - from the standard input, one a line
                  --json         one JSON object instead of text, with everything: "series", of each its "volumes" ("number" for mpr --volume,
                                 "tiltDegrees", "columnSpacingMm", "rowSpacingMm", "medianSliceSpacingMm", "spacingRuns", "wideIntervals",
                                 "gaps" ...), "refusals" and "leftOut"; and "skipped". All names are in docs/users-guide.md.

                "wide" are distances of more than 1.5 x the median of all. They are gaps too, unless Slice Thickness changes and the slices lie no
                farther apart than others of their thickness: then nothing is missing.

                A file that is no DICOM picture costs a line on the error stream; the others go on.

                Exit code: 0 all read, 1 there is no picture, 2 wrong use, 3 some files couldn't be read, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, Set.of(), Set.of(JSON));
        SeriesFiles files = SeriesFiles.read(console, line.operands());
        for (SeriesFiles.Skipped skipped : files.skipped()) {
            console.err().println(Console.printable(skipped.name() + ": " + skipped.reason()));
        }
        if (line.has(JSON)) {
            try (VolumeJson json = new VolumeJson(console.out())) {
                report(files, json::write);
                json.skipped(files.skipped());
            }
        } else {
            report(files, new VolumeText(console.out())::print);
        }
        if (files.series().isEmpty()) {
            console.err().println("There is no DICOM picture here.");
            return ExitCode.FAILED;
        }
        return files.skipped().isEmpty() ? ExitCode.OK : ExitCode.SOME_SKIPPED;
    }

    private interface Report {
        void of(SeriesFiles.Series series, SeriesVolumes<SeriesFrame> found, List<VolumeFacts> volumes);
    }

    private static void report(SeriesFiles files, Report report) throws InterruptedException {
        for (SeriesFiles.Series series : files.series()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            SeriesVolumes<SeriesFrame> found = VolumeChoice.volumes(series);
            List<VolumeFacts> volumes = new ArrayList<>();
            found.volumes().forEach(plan -> volumes.add(VolumeFacts.of(volumes.size() + 1, plan)));
            report.of(series, found, volumes);
        }
    }
}
