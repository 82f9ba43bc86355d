package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.PlaneRenderer;
import dev.lightbox.engine.render.PlaneRequest;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VolumeInterpolation;
import java.util.List;
import java.util.stream.IntStream;

/** Draws planes through a small volume for nobody, so that the first reader's needn't wait for code to be compiled. */
final class PlaneWarmUp {

    private static final int EDGE = 64;

    private static final List<List<Vector3>> DIRECTIONS = List.of(
            List.of(new Vector3(1, 0, 0), new Vector3(0, 1, 0)),
            List.of(new Vector3(1, 0, 0), new Vector3(0, 0, -1)),
            List.of(new Vector3(0, 1, 0), new Vector3(0, 0, -1)),
            List.of(new Vector3(0.8, 0.6, 0), new Vector3(-0.36, 0.48, -0.8)));

    private PlaneWarmUp() {}

    /** @param image whose window and rescale are used */
    static void draw(SourceImage image, int times) {
        VolumeDisplay display = new VolumeDisplay(volume(), image, 1);
        PlaneRenderer renderer = new PlaneRenderer();
        for (int i = 0; i < times; i++) {
            for (List<Vector3> directions : DIRECTIONS) {
                PlaneGrid grid = new PlaneGrid(
                        new PatientPoint(EDGE / 2.0 + 0.1 * i, EDGE / 2.0, EDGE / 2.0),
                        directions.get(0),
                        directions.get(1),
                        0.3,
                        2 * EDGE,
                        2 * EDGE);
                for (Slab slab : List.of(Slab.NONE, new Slab(4, Slab.Mode.MIP))) {
                    ResliceRequest plane = new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0);
                    for (Encoding encoding : List.of(Encoding.PNG_LOSSLESS, Encoding.jpeg(85))) {
                        renderer.render(display, new PlaneRequest(plane, new VoiSelection.Own(), false, encoding, 1));
                    }
                }
            }
        }
    }

    private static Volume volume() {
        ImagePlane first = new ImagePlane(
                new PatientPoint(0, 0, 0),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = IntStream.range(0, EDGE)
                .mapToObj(slice -> new PatientPoint(0, 0, slice))
                .toList();
        Volume volume = new Volume(new VolumeGeometry(EDGE, EDGE, first, origins, new boolean[EDGE - 1]), 0, List.of());
        short[] values = new short[EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (1000 + i * 7 % 300);
        }
        for (int slice = 0; slice < EDGE; slice++) {
            volume.put(slice, values);
        }
        return volume;
    }
}
