package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.ModalityUnit;
import dev.lightbox.engine.render.PlaneRenderer;
import dev.lightbox.engine.render.ProjectionRequest;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Writes planes and slabs of volumes. */
final class MprCommand implements Command {
    private static final Set<String> VALUED = Set.of(
            "--plane",
            "--at",
            "--curve",
            "--right",
            "--across",
            "--size",
            "--spacing",
            "--slab",
            "--mode",
            "--interpolation",
            "--render",
            "--window",
            "--voi",
            "--series",
            "--volume",
            "--quality",
            "--out");

    private static final Set<String> SWITCHES = Set.of("--invert", "--stretched", "--smooth");

    private final PlaneRenderer renderer = new PlaneRenderer();

    @Override
    public String name() {
        return "mpr";
    }

    @Override
    public String summary() {
        return "writes a plane, flat or curved, or a slab through a series, as a picture or as values";
    }

    @Override
    public String help() {
        return """
                mpr DIR_OR_FILES... [options] --out OUT.png|OUT.jpg|OUT.i16

                Makes a volume of a series and writes a plane through it. Lengths are in mm, points in the patient's space (LPS: x to the
                patient's left, y to the back, z to the head).

                  DIR_OR_FILES         directories, DICOM files, archives (.zip, .tar, .tar.gz, .tar.xz) or their members (series.zip!slice.dcm);
                                       @LIST reads names from a file, - from the standard input, one a line
                  --series UID         the series, where several make volumes
                  --volume N           the series' N-th volume, the largest first (default: 1)
                  --plane P            axial (default), coronal, sagittal: in the patient's axes, seen from the feet, the front, the left;
                                       acquisition, acquisition-rows, acquisition-columns: as the slices lie, across them along their rows, or
                                       along their columns;
                                       "nx,ny,nz;ux,uy,uz": any, by its normal, which points away from the viewer, and what is up in the picture
                  --at X,Y,Z           the picture's middle (default: the volume's)
                  --size WxH           pixels (default: so many that the whole volume is covered)
                  --spacing MM         distance of pixels (default: the smallest edge of a voxel)
                  --curve "P;P;..."    in place of a flat plane a curved one along a line: its points, each x,y,z; rows follow the line downwards, each
                                       runs straight across it. Straightened: the line is the picture's middle column, lengths along it and across are
                                       true
                  --stretched          instead all rows run one way, and the surface is unrolled: all lengths on it are true
                  --smooth             the line runs smoothly through its points (default: straight from one to the next)
                  --right X,Y,Z        where the picture's right points at the line's beginning, stretched: everywhere (default: of left, back and head
                                       what runs least along the line)
                  --across MM          width of the picture (default: 50; stretched: what the line takes, and 50)
                  --slab MM            thickness of a slab, half of it on each side (default: 0, the plane alone)
                  --mode M             what a slab's pixel shows: mip (largest value, the default), minip (smallest) or mean
                  --interpolation I    nearest, trilinear (default) or tricubic
                  --render R           in place of a plane the whole volume, seen along the plane's normal: mip (maximum intensity projection), or as a
                                       solid: bone, vessel, soft-tissue (by Hounsfield units, or fitted to the window)
                  --window C,W[,F]     Window Center and Width, and the function: linear, linear-exact or sigmoid (default: the file's own)
                  --voi N              the file's N-th window or VOI LUT
                  --invert             black for white
                  --quality Q          of JPEG, 1-100 (default: 90)
                  --out OUT            .png (lossless), .jpg; or .i16: modality values such as HU, as 16-bit little-endian integers row by row,
                                       rounded to the nearest, clamped to -32767 to 32767, and -32768 where there is no value; OUT.json beside it
                                       says where each pixel lies, and how many values were clamped

                In pictures, what has no value is marked: outside of the volume thin lines on black, where slices are missing or damaged hatching.

                A line on the output: output, width x height, spacing, Window Center and Width, volume, warnings; separated by tabulators.

                Exit code: 0 written, 1 not, 2 wrong use, 3 written but slices couldn't be decoded, 130 cancelled.
                """;
    }

    @Override
    public int run(Console console, List<String> arguments) throws UsageException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments, VALUED, SWITCHES);
        MprOptions options = MprOptions.of(line);
        SeriesFiles files = SeriesFiles.read(console, line.operands());
        for (SeriesFiles.Skipped skipped : files.skipped()) {
            console.err().println(Console.printable(skipped.name() + ": " + skipped.reason()));
        }
        try {
            return run(console, options, files);
        } catch (IOException e) {
            return fail(console, Failures.text(e));
        } catch (IllegalArgumentException e) {
            // What was asked contradicts the volume: a window that it doesn't have.
            return fail(console, String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            throw new InterruptedException();
        } catch (OutOfMemoryError e) {
            return fail(
                    console,
                    "It needs more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB that there are; LIGHTBOX_JAVA_OPTIONS=-Xmx8g gives more.");
        }
    }

    private static int fail(Console console, String message) {
        console.endProgress();
        console.err().println(Console.printable(message));
        return ExitCode.FAILED;
    }

    private int run(Console console, MprOptions options, SeriesFiles files) throws IOException, InterruptedException {
        VolumeChoice choice = VolumeChoice.of(files, options.series(), options.volume());
        MprSurface surface = options.surface(choice.plan().geometry());
        LoadedVolume loaded = LoadedVolume.load(choice.plan(), console);
        List<String> warnings = new ArrayList<>(loaded.warnings());
        warnings.addAll(choice.remarks());
        VoiWindow window = options.encoding().isPresent()
                ? writePicture(
                        loaded.display(), surface, options, options.encoding().get(), warnings)
                : writeValues(loaded.display(), surface, options, choice, warnings);
        console.out()
                .println(Console.printable("%s\t%d x %d\t%s mm\t%s,%s\tvolume %d of %d%s\t%s"
                        .formatted(
                                options.out(),
                                surface.width(),
                                surface.height(),
                                RenderCommand.number(surface.spacingMm()),
                                RenderCommand.number(window.center()),
                                RenderCommand.number(window.width()),
                                choice.number(),
                                choice.count(),
                                choice.plan().label().isEmpty()
                                        ? ""
                                        : " (" + choice.plan().label() + ")",
                                String.join(" ", warnings))));
        return loaded.failed() == 0 ? ExitCode.OK : ExitCode.SOME_SKIPPED;
    }

    private VoiWindow writePicture(
            VolumeDisplay display, MprSurface surface, MprOptions options, Encoding encoding, List<String> warnings)
            throws IOException {
        RenderedPlane picture = options.projection().isPresent() && surface instanceof MprSurface.Flat flat
                ? renderer.render(
                        display,
                        new ProjectionRequest(
                                flat.request().grid(),
                                options.projection().get().preset(),
                                options.voi(),
                                options.invert(),
                                false,
                                encoding,
                                threads()))
                : surface.render(renderer, display, options.voi(), options.invert(), encoding, threads());
        warnings.addAll(picture.warnings());
        OutputFiles.write(options.out(), out -> out.write(picture.encoded()));
        return new VoiWindow(picture.windowCenter(), picture.windowWidth());
    }

    private VoiWindow writeValues(
            VolumeDisplay display, MprSurface surface, MprOptions options, VolumeChoice choice, List<String> warnings)
            throws IOException {
        VoiWindow window = renderer.window(display, options.voi());
        ReslicedPlane plane = surface.reslice(display.volume(), threads());
        ModalityPlane values = ModalityPlane.of(plane, display.image(), display.frameNumber());
        if (values.clamped() > 0) {
            warnings.add(values.clamped() + " values were clamped to " + ModalityPlane.LEAST + " to "
                    + ModalityPlane.MOST + ".");
        }
        double step = step(display.volume());
        if (step > 0 && step < 1) {
            warnings.add("Values are rounded to whole numbers; the files' own steps are " + RenderCommand.number(step)
                    + ".");
        }
        if (plane.crossesGap()) {
            warnings.add("Slices are missing or damaged here.");
        }
        if (plane.coarse()) {
            warnings.add(ReslicedPlane.COARSE);
        }
        byte[] json = MprGeometry.json(
                choice,
                surface,
                window,
                ModalityUnit.of(display.image(), display.frameNumber()),
                CoverCounts.of(plane.cover()),
                values.clamped(),
                warnings);
        OutputFiles.write(options.out(), out -> out.write(values.bytes()));
        OutputFiles.write(options.geometryFile(), out -> out.write(json));
        return window;
    }

    /** The smallest difference between two stored values, in modality units: 0 where a slice has a single value, 1 where it isn't known. */
    private static double step(Volume volume) {
        double least = Double.MAX_VALUE;
        for (int slice = 0; slice < volume.geometry().slices(); slice++) {
            least = Math.min(least, Math.abs(volume.scale(slice).slope()));
        }
        return least;
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
