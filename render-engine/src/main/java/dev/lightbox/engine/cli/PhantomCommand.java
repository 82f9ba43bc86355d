package dev.lightbox.engine.cli;

import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.GeometryStack;
import dev.lightbox.engine.phantom.GeometryStudy;
import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.PhantomWriter;
import dev.lightbox.engine.phantom.VoxelGrid;
import dev.lightbox.engine.phantom.WorklistLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the demonstration studies, or a load for the worklist. */
final class PhantomCommand implements Command {
    @Override
    public String name() {
        return "phantom";
    }

    @Override
    public String summary() {
        return "writes demonstration studies of people who don't exist";
    }

    @Override
    public String help() {
        return """
                phantom OUT_DIR [--studies N] [--date YYYY-MM-DD]
                phantom OUT_DIR --geometry objects|ramp [--tilt DEGREES] [--turn DEGREES] [--uneven] [--missing N,N...] [--rescale-each]

                Writes demonstration studies as OUT_DIR/StudyInstanceUID/SeriesInstanceUID/SOPInstanceUID.dcm.
                If they are all there already, nothing is done.

                  --studies N         instead, writes N tiny studies of one small picture each, to fill a worklist
                  --date YYYY-MM-DD   the day from which the studies are dated back; today if not given
                  --geometry WHAT     instead, writes one series of a test object for geometry, 60 slices of 128 x 120 pixels: spheres and rods, or
                                      a linear ramp; docs/demonstration-studies.md says where everything is
                  --tilt DEGREES      with tilted gantry (a sheared stack)
                  --turn DEGREES      turned about the table's axis
                  --uneven            the upper half's slices closer together
                  --missing N,N...    without these slices, counted from 1
                  --rescale-each      each slice with a Rescale Slope of its own, as PET has

                Exit code: 0 done, 1 failed, 2 wrong use, 130 cancelled (OUT_DIR is then as before).
                """;
    }

    /** @param studies what is written */
    private record Options(Path directory, List<PhantomStudy> studies, LocalDate date) {}

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        Options options = parse(arguments);
        List<PhantomStudy> studies = options.studies();
        PhantomWriter writer =
                new PhantomWriter(options.date(), (done, total) -> console.progress("Instances written", done, total));
        try {
            boolean written = writer.write(options.directory(), studies);
            console.out()
                    .println((studies.size() == 1 ? "1 study " : studies.size() + " studies ")
                            + (written ? "written to " : "are already in ")
                            + options.directory());
            return ExitCode.OK;
        } catch (IOException e) {
            console.endProgress();
            console.err().println("The studies couldn't be written: " + Failures.text(e));
            return ExitCode.FAILED;
        }
    }

    private static final Set<String> GEOMETRY_OPTIONS = Set.of("--tilt", "--turn", "--missing");
    private static final Set<String> GEOMETRY_SWITCHES = Set.of("--uneven", "--rescale-each");

    private static Options parse(List<String> arguments) throws UsageException {
        Set<String> valued = new HashSet<>(GEOMETRY_OPTIONS);
        valued.addAll(Set.of("--studies", "--date", "--geometry"));
        CommandLine line = CommandLine.parse(arguments, valued, GEOMETRY_SWITCHES);
        if (line.operands().isEmpty()) {
            throw new UsageException("OUT_DIR is missing.");
        }
        if (line.operands().size() > 1) {
            throw new UsageException("Only one OUT_DIR, please.");
        }
        LocalDate date =
                line.value("--date").isPresent() ? date(line.value("--date").get()) : LocalDate.now();
        return new Options(Arguments.path(line.operands().getFirst()), studies(line), date);
    }

    private static List<PhantomStudy> studies(CommandLine line) throws UsageException {
        Optional<String> studies = line.value("--studies");
        Optional<String> geometry = line.value("--geometry");
        if (geometry.isPresent() && studies.isPresent()) {
            throw new UsageException("Either --studies or --geometry, please.");
        }
        if (geometry.isPresent()) {
            return List.of(geometry(line, geometry.get()));
        }
        for (String option : GEOMETRY_OPTIONS) {
            if (line.value(option).isPresent()) {
                throw new UsageException(option + " needs --geometry.");
            }
        }
        for (String option : GEOMETRY_SWITCHES) {
            if (line.has(option)) {
                throw new UsageException(option + " needs --geometry.");
            }
        }
        return studies.isPresent() ? WorklistLoad.studies(count(studies.get())) : PhantomStudies.all();
    }

    private static PhantomStudy geometry(CommandLine line, String what) throws UsageException {
        GeometryStack.Builder stack = GeometryStack.builder()
                .content(
                        switch (what) {
                            case "objects" -> GeometryPhantom.Content.OBJECTS;
                            case "ramp" -> GeometryPhantom.Content.RAMP;
                            default ->
                                throw new UsageException("--geometry knows objects and ramp, not \"" + what + "\".");
                        })
                .tilt(degrees(line, "--tilt", 60));
        double turn = StrictMath.toRadians(degrees(line, "--turn", 360));
        stack.orientation(
                new VoxelGrid.Point(StrictMath.cos(turn), StrictMath.sin(turn), 0),
                new VoxelGrid.Point(-StrictMath.sin(turn), StrictMath.cos(turn), 0));
        if (line.has("--uneven")) {
            stack.uneven();
        }
        if (line.has("--rescale-each")) {
            stack.modality(GeometryStack.Modality.PT).rescaledEach();
        }
        stack.missing(missing(line, stack.build().slices()));
        // The same options make the same UIDs.
        StringBuilder key = new StringBuilder("geometry " + what);
        GEOMETRY_OPTIONS.stream()
                .sorted()
                .forEach(option -> line.value(option)
                        .ifPresent(value ->
                                key.append(' ').append(option).append(' ').append(value.strip())));
        line.switches().stream().sorted().forEach(name -> key.append(' ').append(name));
        return GeometryStudy.of(key.toString(), List.of(new GeometryStudy.Part("Geometrie " + what, stack.build())));
    }

    private static double degrees(CommandLine line, String option, double most) throws UsageException {
        String text = line.value(option).orElse("0");
        try {
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " needs degrees, not \"" + text + "\".");
        }
        throw new UsageException(option + " needs degrees from " + -most + " to " + most + ", not " + text + ".");
    }

    private static int[] missing(CommandLine line, int slices) throws UsageException {
        Set<Integer> missing = new HashSet<>();
        for (String text : line.value("--missing")
                .map(list -> List.of(list.split(",", -1)))
                .orElse(List.of())) {
            try {
                int number = Integer.parseInt(text.strip());
                if (number < 1 || number > slices) {
                    throw new UsageException("--missing counts slices from 1 to " + slices + ", not " + text + ".");
                }
                missing.add(number - 1);
            } catch (NumberFormatException e) {
                throw new UsageException("--missing needs numbers of slices, not \"" + text + "\".");
            }
        }
        if (missing.size() == slices) {
            throw new UsageException("--missing leaves no slice.");
        }
        return missing.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int count(String text) throws UsageException {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= WorklistLoad.MOST_STUDIES) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--studies needs a number, not \"" + text + "\".");
        }
        throw new UsageException(
                "--studies needs a number from 1 to " + WorklistLoad.MOST_STUDIES + ", not " + text + ".");
    }

    private static LocalDate date(String text) throws UsageException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("--date needs a day such as 2026-03-14, not \"" + text + "\".");
        }
    }
}
