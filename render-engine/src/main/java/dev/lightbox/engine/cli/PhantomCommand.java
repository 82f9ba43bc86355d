package dev.lightbox.engine.cli;

import dev.lightbox.engine.phantom.PhantomStudies;
import dev.lightbox.engine.phantom.PhantomStudy;
import dev.lightbox.engine.phantom.PhantomWriter;
import dev.lightbox.engine.phantom.WorklistLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

                Writes demonstration studies as OUT_DIR/StudyInstanceUID/SeriesInstanceUID/SOPInstanceUID.dcm.
                If they are all there already, nothing is done.

                  --studies N         instead, writes N tiny studies of one small picture each, to fill a worklist
                  --date YYYY-MM-DD   the day from which the studies are dated back; today if not given

                Exit code: 0 done, 1 failed, 2 wrong use, 130 cancelled (OUT_DIR is then as before).
                """;
    }

    /** @param studies 0 for the demonstration studies */
    private record Options(Path directory, int studies, LocalDate date) {}

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        Options options = parse(arguments);
        List<PhantomStudy> studies =
                options.studies() == 0 ? PhantomStudies.all() : WorklistLoad.studies(options.studies());
        PhantomWriter writer =
                new PhantomWriter(options.date(), (done, total) -> console.progress("Instances written", done, total));
        try {
            boolean written = writer.write(options.directory(), studies);
            console.out()
                    .println(studies.size() + " studies " + (written ? "written to " : "are already in ")
                            + options.directory());
            return ExitCode.OK;
        } catch (IOException e) {
            console.endProgress();
            console.err().println("The studies couldn't be written: " + Failures.text(e));
            return ExitCode.FAILED;
        }
    }

    private static Options parse(List<String> arguments) throws UsageException {
        @Nullable Path directory = null;
        int studies = 0;
        LocalDate date = LocalDate.now();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--studies" -> studies = count(value(arguments, ++i, argument));
                case "--date" -> date = date(value(arguments, ++i, argument));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new UsageException("There is no option " + argument + ".");
                    }
                    if (directory != null) {
                        throw new UsageException("Only one OUT_DIR, please.");
                    }
                    directory = Arguments.path(argument);
                }
            }
        }
        if (directory == null) {
            throw new UsageException("OUT_DIR is missing.");
        }
        return new Options(directory, studies, date);
    }

    private static String value(List<String> arguments, int index, String option) throws UsageException {
        if (index >= arguments.size()) {
            throw new UsageException(option + " needs a value.");
        }
        return arguments.get(index);
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
