package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes pictures as they are shown. */
final class RenderCommand implements Command {
    private static final Set<String> VALUED = Set.of(
            "--frame",
            "--out",
            "--out-dir",
            "--format",
            "--quality",
            "--window",
            "--voi",
            "--pstate",
            "--size",
            "--region",
            "--interpolation");

    private static final Set<String> SWITCHES = Set.of("--no-overlays", "--invert", "--srgb");

    private final Renderer renderer = new Renderer();

    @Override
    public String name() {
        return "render";
    }

    @Override
    public String summary() {
        return "writes a frame, or many files' frames, as PNG or JPEG pictures";
    }

    @Override
    public String help() {
        return """
                render FILE [options] --out OUT.png
                render FILE... [options] --out-dir DIR

                Writes a frame as it is shown: window, presentation state, overlays, shutters. PNG is lossless; OUT.jpg is written as JPEG.

                  FILE                 a DICOM file, or a member of an archive: series.zip!slice.dcm (also .tar, .tar.gz, .tar.xz);
                                       @LIST reads names from a file, - from the standard input, one a line
                  --frame N            the frame, counted from 1 (default: 1)
                  --window C,W[,F]     Window Center and Width, in modality units such as HU, and the function: linear, linear-exact or sigmoid
                                       (default: the file's own)
                  --voi N              the file's N-th window or VOI LUT: its windows first, then its VOI LUTs (default: the first)
                  --pstate FILE        a Grayscale Softcopy Presentation State to apply. With --size its displayed area is shown, without it the whole picture;
                                       its shutters and overlays are drawn, its lines and text are not
                  --size WxH           the largest picture that fits into so many pixels, non-square pixels in their true shape
                                       (default: one pixel for each stored one)
                  --region x,y,w,h     a part of the picture, in stored pixels from its upper left corner
                  --interpolation I    how it is enlarged: bilinear (default), bicubic or lanczos; it is always reduced by averaging areas
                  --no-overlays        without overlays and shutters; with --pstate bitmap shutters stay, as in dcmp2pgm's pictures
                  --invert             black for white
                  --srgb               colours converted to sRGB by the file's ICC profile (default: as stored)
                  --quality Q          of JPEG, 1-100 (default: 90)
                  --format png|jpg     with --out-dir (default: png)
                  --out OUT            the file to write: .png, .jpg or .jpeg
                  --out-dir DIR        writes DIR/NAME.png for each FILE; where two have the same name, the folders that tell them apart are kept

                For each file a line: name, output, width x height, Window Center and Width used, warnings; separated by tabulators.
                A file that can't be shown costs a line on the error stream; the others go on.

                Exit code: 0 all written, 1 none, 2 wrong use, 3 some, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, VALUED, SWITCHES);
        int frame = line.count("--frame", 1);
        RenderOptions options = RenderOptions.of(line);
        Encoding.Format format = format(line);
        List<InputFile> files = InputFile.list(line.operands());
        String suffix = format == Encoding.Format.PNG ? ".png" : ".jpg";
        OutputFiles outputs = OutputFiles.of(files, line.value("--out"), line.value("--out-dir"), suffix);
        return Batch.run(console, files, (file, memory) -> {
            try (OpenImage open = OpenImage.of(file, memory)) {
                return render(file, open, frame, options, format, outputs.target(file));
            }
        });
    }

    private static Encoding.Format format(CommandLine line) throws UsageException {
        Optional<String> out = line.value("--out");
        if (out.isPresent() && line.value("--format").isPresent()) {
            throw new UsageException("--format is for --out-dir; with --out the name tells.");
        }
        String name = out.orElse(line.value("--format").orElse("png")).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "png" -> Encoding.Format.PNG;
            case "jpg", "jpeg" -> Encoding.Format.JPEG;
            default ->
                throw new UsageException("Pictures are written as .png, .jpg or .jpeg, not as \"" + name + "\".");
        };
    }

    private String render(
            InputFile file, OpenImage open, int frameNumber, RenderOptions options, Encoding.Format format, Path target)
            throws IOException, UnsupportedImageException {
        StoredFrame frame = open.image().decode(open.checkFrame(frameNumber));
        RenderedImage picture;
        try {
            picture = renderer.render(
                    open.image(), frameNumber, frame, options.request(open.image(), frameNumber, format));
        } catch (IllegalArgumentException e) {
            // What was asked contradicts the picture: a region outside, a window that it doesn't have, another image's
            // presentation state.
            throw new IOException(e.getMessage(), e);
        }
        OutputFiles.write(target, out -> out.write(picture.encoded()));
        List<String> warnings = new ArrayList<>(open.image().warnings());
        warnings.addAll(frame.warnings());
        warnings.addAll(picture.warnings());
        return "%s\t%s\t%d x %d\t%s\t%s"
                .formatted(
                        file.text(),
                        target,
                        picture.width(),
                        picture.height(),
                        Double.isNaN(picture.windowWidth())
                                ? "colour"
                                : number(picture.windowCenter()) + "," + number(picture.windowWidth()),
                        String.join(" ", warnings));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
