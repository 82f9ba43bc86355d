package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.presentation.Point;
import dev.lightbox.engine.render.presentation.SpatialTransformation;
import dev.lightbox.engine.tile.Resampler;

/**
 * Which part of an image is shown, how large, which way up, and where in the result. Immutable.
 *
 * @param columns of the image
 * @param rows of the image
 * @param region the part within the image, before turning
 * @param width pixels that it becomes, before turning
 * @param height likewise
 * @param turn how it is turned then
 * @param left where it lies in the result
 * @param top likewise
 * @param canvasWidth of the result; larger than the part where the request reaches beyond the image
 * @param canvasHeight likewise
 * @param scaleX result pixels for a pixel of the turned image
 * @param scaleY likewise
 * @param originX of the result's left edge, in pixels of the turned image
 * @param originY likewise
 */
record Placement(
        int columns,
        int rows,
        Region region,
        int width,
        int height,
        SpatialTransformation turn,
        int left,
        int top,
        int canvasWidth,
        int canvasHeight,
        double scaleX,
        double scaleY,
        double originX,
        double originY) {

    static Placement of(int columns, int rows, RenderRequest request) {
        return request.presentationState().isPresent()
                ? turned(
                        columns,
                        rows,
                        request,
                        request.presentationState().get().turn())
                : upright(columns, rows, request);
    }

    /** Without a presentation state the result is clipped to the picture. */
    private static Placement upright(int columns, int rows, RenderRequest request) {
        Region asked = request.region();
        Region region = clip(asked, columns, rows);
        int width = Math.clamp(Math.round(request.width() * (region.width() / asked.width())), 1, request.width());
        int height = Math.clamp(Math.round(request.height() * (region.height() / asked.height())), 1, request.height());
        return new Placement(
                columns,
                rows,
                region,
                width,
                height,
                SpatialTransformation.NONE,
                0,
                0,
                width,
                height,
                width / region.width(),
                height / region.height(),
                region.x(),
                region.y());
    }

    /** With one the result is as large as asked for, black beside the picture: a displayed area may reach beyond it (C.10.4). */
    private static Placement turned(int columns, int rows, RenderRequest request, SpatialTransformation turn) {
        int turnedColumns = turn.swapsAxes() ? rows : columns;
        int turnedRows = turn.swapsAxes() ? columns : rows;
        Region asked = request.region();
        Region within = clip(asked, turnedColumns, turnedRows);
        double scaleX = request.width() / asked.width();
        double scaleY = request.height() / asked.height();
        int left = Math.clamp(Math.round((within.x() - asked.x()) * scaleX), 0, request.width() - 1);
        int top = Math.clamp(Math.round((within.y() - asked.y()) * scaleY), 0, request.height() - 1);
        int right =
                Math.clamp(Math.round((within.x() + within.width() - asked.x()) * scaleX), left + 1, request.width());
        int bottom =
                Math.clamp(Math.round((within.y() + within.height() - asked.y()) * scaleY), top + 1, request.height());
        Point a = turn.turnBack(new Point(within.x(), within.y()), columns, rows);
        Point b = turn.turnBack(new Point(within.x() + within.width(), within.y() + within.height()), columns, rows);
        Region region = new Region(
                Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
        boolean swapped = turn.swapsAxes();
        return new Placement(
                columns,
                rows,
                region,
                swapped ? bottom - top : right - left,
                swapped ? right - left : bottom - top,
                turn,
                left,
                top,
                request.width(),
                request.height(),
                scaleX,
                scaleY,
                asked.x(),
                asked.y());
    }

    /** The part of a region that lies within the picture. */
    private static Region clip(Region region, int columns, int rows) {
        return region.clip(columns, rows)
                .orElseThrow(() -> new IllegalArgumentException("the region lies outside the picture: " + region));
    }

    /** For a frame that is the whole image, or a smaller version of it. */
    Resampler resampler(StoredFrame frame, Interpolation interpolation) {
        Region source = region.atReduction(frame.reduction());
        return new Resampler(
                source.x(),
                source.y(),
                source.width(),
                source.height(),
                frame.columns(),
                frame.rows(),
                width,
                height,
                interpolation.filter());
    }

    /** For masks, which are as large as the image. */
    Resampler resampler() {
        return new Resampler(region.x(), region.y(), region.width(), region.height(), columns, rows, width, height);
    }
}
