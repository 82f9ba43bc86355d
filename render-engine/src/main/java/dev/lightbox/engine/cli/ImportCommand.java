package dev.lightbox.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Copies DICOM files into an archive directory. */
final class ImportCommand implements Command {
    @Override
    public String name() {
        return "import";
    }

    @Override
    public String summary() {
        return "copies DICOM files into an archive directory";
    }

    @Override
    public String help() {
        return """
                import SOURCE_DIR ARCHIVE_DIR

                Copies each DICOM instance found below SOURCE_DIR to
                ARCHIVE_DIR/StudyInstanceUID/SeriesInstanceUID/SOPInstanceUID.dcm, unchanged. What is there already isn't copied again.
                Files that aren't DICOM, or are broken, are left out and listed at the end with the reason;
                a DICOMDIR is passed over, since the files that it lists are found without it.

                Exit code: 0 all files are in the archive, 1 failed, 2 wrong use, 3 some files were left out, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        if (arguments.size() != 2) {
            throw new UsageException("SOURCE_DIR and ARCHIVE_DIR, please.");
        }
        Path source = Arguments.path(arguments.get(0));
        Path archive = Arguments.path(arguments.get(1));
        if (!Files.isDirectory(source)) {
            throw new UsageException(source + " isn't a directory.");
        }
        try {
            Importer.Result result = Importer.run(source, archive, console);
            print(console, result);
            return result.skipped().isEmpty() ? ExitCode.OK : ExitCode.SOME_SKIPPED;
        } catch (IOException e) {
            console.endProgress();
            console.err().println("The import failed: " + Failures.text(e));
            return ExitCode.FAILED;
        }
    }

    private static void print(Console console, Importer.Result result) {
        console.out()
                .printf(
                        "%d imported, %d already there, %d left out%n",
                        result.imported(),
                        result.alreadyThere(),
                        result.skipped().size());
        if (!result.skipped().isEmpty()) {
            console.err().println("Left out:");
            result.skipped()
                    .forEach(skipped ->
                            console.err().println(Console.printable("  " + skipped.file() + ": " + skipped.reason())));
        }
    }
}
