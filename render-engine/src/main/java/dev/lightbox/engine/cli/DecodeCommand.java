package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Writes the stored values of frames. */
final class DecodeCommand implements Command {
    @Override
    public String name() {
        return "decode";
    }

    @Override
    public String summary() {
        return "writes the stored values of a frame, or of many files' frames";
    }

    @Override
    public String help() {
        return """
                decode FILE [--frame N] --out OUT.i32
                decode FILE... [--frame N] --out-dir DIR

                Decodes a frame and writes its stored values (Bits Stored bits below High Bit, the sign extended) as 32-bit little-endian
                integers, row by row, colours by pixel. 32-bit unsigned values wrap. Colours stay as stored, but those of JPEG and JPEG 2000
                are given as RGB, and native YBR_FULL_422 has two samples a pixel. Float and Double Float Pixel Data are written as 32- or
                64-bit little-endian floating point.

                  FILE            a DICOM file, or a member of an archive: series.zip!slice.dcm (also .tar, .tar.gz, .tar.xz);
                                  @LIST reads names from a file, - from the standard input, one a line
                  --frame N       the frame, counted from 1 (default: 1)
                  --out OUT       the file to write
                  --out-dir DIR   writes DIR/NAME.i32 for each FILE; where two have the same name, the folders that tell them apart are kept

                For each file a line: name, output, columns x rows x samples a pixel, bits and sign, photometric interpretation, type of the
                numbers written; separated by tabulators. A file that can't be decoded costs a line on the error stream; the others go on.

                Exit code: 0 all decoded, 1 none, 2 wrong use, 3 some, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, Set.of("--frame", "--out", "--out-dir"), Set.of());
        int frame = line.count("--frame", 1);
        List<InputFile> files = InputFile.list(line.operands());
        OutputFiles outputs = OutputFiles.of(files, line.value("--out"), line.value("--out-dir"), ".i32");
        return Batch.run(console, files, (file, memory) -> decode(file, frame, outputs.target(file), memory));
    }

    private static String decode(InputFile file, int frameNumber, Path target, MemoryGate memory)
            throws IOException, UnsupportedImageException, InterruptedException {
        try (OpenImage open = OpenImage.of(file, memory)) {
            StoredFrame frame = open.image().decode(open.checkFrame(frameNumber));
            OutputFiles.write(target, out -> SampleWriter.write(frame, out));
            return "%s\t%s\t%d x %d x %d\t%d bits %s\t%s\t%s"
                    .formatted(
                            file.text(),
                            target,
                            frame.columns(),
                            frame.rows(),
                            frame.isSubsampled() ? 2 : frame.samplesPerPixel(),
                            frame.bitsStored(),
                            frame.signed() ? "signed" : "unsigned",
                            frame.photometric().term(),
                            SampleWriter.type(frame));
        }
    }
}
