package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.CurvedPlaneRequest;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.PlaneRenderer;
import dev.lightbox.engine.render.PlaneRequest;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.CurvedGrid;
import dev.lightbox.engine.volume.CurvedReformat;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Reslicer;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeInterpolation;

/** What {@code mpr} takes out of a volume: a flat plane or a curved one. Immutable. */
sealed interface MprSurface {

    int width();

    int height();

    double spacingMm();

    VolumeInterpolation interpolation();

    Slab slab();

    ReslicedPlane reslice(Volume volume, int threads);

    RenderedPlane render(
            PlaneRenderer renderer,
            VolumeDisplay display,
            VoiSelection voi,
            boolean invert,
            Encoding encoding,
            int threads);

    /** Says where its pixels lie in the patient. */
    void describe(JsonFile json);

    /** A flat one. */
    record Flat(ResliceRequest request) implements MprSurface {

        @Override
        public int width() {
            return request.grid().width();
        }

        @Override
        public int height() {
            return request.grid().height();
        }

        @Override
        public double spacingMm() {
            return request.grid().spacingMm();
        }

        @Override
        public VolumeInterpolation interpolation() {
            return request.interpolation();
        }

        @Override
        public Slab slab() {
            return request.slab();
        }

        @Override
        public ReslicedPlane reslice(Volume volume, int threads) {
            return Reslicer.reslice(volume, request, threads);
        }

        @Override
        public RenderedPlane render(
                PlaneRenderer renderer,
                VolumeDisplay display,
                VoiSelection voi,
                boolean invert,
                Encoding encoding,
                int threads) {
            return renderer.render(display, new PlaneRequest(request, voi, invert, encoding, threads));
        }

        @Override
        public void describe(JsonFile json) {
            PlaneGrid grid = request.grid();
            json.put("origin", grid.toPatient(new PixelPoint(0, 0)))
                    .put("center", grid.center())
                    .put("right", grid.right())
                    .put("down", grid.down())
                    .put("normal", grid.normal());
        }
    }

    /**
     * A curved one.
     *
     * @param options what it was made from
     */
    record Curved(CurvedGrid grid, CurveOptions options, VolumeInterpolation interpolation, Slab slab)
            implements MprSurface {

        @Override
        public int width() {
            return grid.width();
        }

        @Override
        public int height() {
            return grid.height();
        }

        @Override
        public double spacingMm() {
            return grid.spacingMm();
        }

        @Override
        public ReslicedPlane reslice(Volume volume, int threads) {
            return CurvedReformat.reslice(volume, grid, interpolation, slab, 0, threads);
        }

        @Override
        public RenderedPlane render(
                PlaneRenderer renderer,
                VolumeDisplay display,
                VoiSelection voi,
                boolean invert,
                Encoding encoding,
                int threads) {
            return renderer.render(
                    display, new CurvedPlaneRequest(grid, interpolation, slab, voi, invert, encoding, threads));
        }

        @Override
        public void describe(JsonFile json) {
            json.begin("curve")
                    .put("kind", options.stretched() ? "stretched" : "straightened")
                    .put("smooth", options.smooth())
                    .putPoints("points", options.points())
                    .putNumbers("columns", grid.height(), y -> grid.line(y).x())
                    .putVectors(
                            "origins", grid.height(), y -> grid.toPatient(0, y).minus(JsonFile.ORIGIN))
                    .putVectors("rights", grid.height(), grid::across)
                    .putVectors("normals", grid.height(), grid::normal)
                    .end();
        }
    }
}
