package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import java.util.ArrayList;
import java.util.List;

/** Reconstructs a tile's lines from its coefficients and writes them into the frame. Not thread-safe. */
final class TileWriter {

    private final TileDecoder tile;
    private final FramePlanes frame;
    private final ImageSize size;
    private final DecodeLimits limits;
    /** The frame's upper left corner in samples of component 0 at this reduction. */
    private final int left;

    private final int top;

    TileWriter(TileDecoder tile, FramePlanes frame, ImageSize size, int reduction, DecodeLimits limits) {
        this.tile = tile;
        this.frame = frame;
        this.size = size;
        this.limits = limits;
        left = Grid.ceilShift(Grid.ceilDiv(size.x0(), size.stepX()[0]), reduction);
        top = Grid.ceilShift(Grid.ceilDiv(size.y0(), size.stepY()[0]), reduction);
    }

    void write(boolean componentTransform) throws DecodeException {
        List<TileComponent> components = tile.components();
        if (!componentTransform || components.size() < 3) {
            for (int c = 0; c < frame.channels; c++) {
                single(components.get(c));
            }
            return;
        }
        boolean reversible = components.getFirst().style.reversible();
        int[] edges = tile.edges(components.getFirst());
        for (int c = 1; c < 3; c++) {
            if (!java.util.Arrays.equals(edges, tile.edges(components.get(c)))
                    || components.get(c).style.reversible() != reversible) {
                throw new DecodeException(
                        "JPEG 2000: a component transform over components of different size or wavelet");
            }
        }
        if (edges[2] <= edges[0] || edges[3] <= edges[1]) {
            return;
        }
        if (reversible) {
            reversible(components, edges);
        } else {
            irreversible(components, edges);
        }
        for (int c = 3; c < frame.channels; c++) {
            single(components.get(c));
        }
    }

    private void reversible(List<TileComponent> components, int[] edges) throws DecodeException {
        List<Rows<int[]>> rows = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            rows.add(tile.intRows(components.get(c)));
        }
        int width = edges[2] - edges[0];
        int[][] rgb = new int[3][width];
        for (int y = edges[1]; y < edges[3]; y++) {
            limits.checkTime();
            ComponentTransforms.reversible(
                    rows.get(0).next(), rows.get(1).next(), rows.get(2).next(), width, rgb[0], rgb[1], rgb[2]);
            for (int c = 0; c < frame.channels && c < 3; c++) {
                frame.write(rgb[c], 0, edges[0] - left, y - top, c, width, ComponentMapping.of(size, c));
            }
        }
    }

    private void irreversible(List<TileComponent> components, int[] edges) throws DecodeException {
        List<Rows<float[]>> rows = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            rows.add(tile.floatRows(components.get(c)));
        }
        int width = edges[2] - edges[0];
        float[][] rgb = new float[3][width];
        int[] rounded = new int[width];
        for (int y = edges[1]; y < edges[3]; y++) {
            limits.checkTime();
            ComponentTransforms.irreversible(
                    rows.get(0).next(), rows.get(1).next(), rows.get(2).next(), width, rgb[0], rgb[1], rgb[2]);
            for (int c = 0; c < frame.channels && c < 3; c++) {
                ComponentTransforms.round(rgb[c], width, size.precision()[c] > 20, rounded);
                frame.write(rounded, 0, edges[0] - left, y - top, c, width, ComponentMapping.of(size, c));
            }
        }
    }

    /** A component that stands for itself; where it has fewer samples than the frame, each is repeated. */
    private void single(TileComponent component) throws DecodeException {
        int[] edges = tile.edges(component);
        int width = edges[2] - edges[0];
        if (width <= 0 || edges[3] <= edges[1]) {
            return;
        }
        ComponentMapping mapping = ComponentMapping.of(size, component.index);
        int[] frameEdges = tile.edges(tile.components().getFirst());
        boolean reversible = component.style.reversible();
        Rows<int[]> ints = reversible ? tile.intRows(component) : () -> new int[0];
        Rows<float[]> floats = reversible ? () -> new float[0] : tile.floatRows(component);
        int[] rounded = new int[width];
        int[] spread = new int[frameEdges[2] - frameEdges[0]];
        int y = frameEdges[1];
        for (int row = edges[1]; row < edges[3]; row++) {
            limits.checkTime();
            int[] line = rounded;
            if (reversible) {
                line = ints.next();
            } else {
                ComponentTransforms.round(floats.next(), width, size.precision()[component.index] > 20, rounded);
            }
            if (mapping.stepX() == 1 && mapping.stepY() == 1) {
                frame.write(line, 0, edges[0] - left, row - top, component.index, width, mapping);
                continue;
            }
            for (int i = 0; i < spread.length; i++) {
                spread[i] = line[Math.clamp((frameEdges[0] + i) / mapping.stepX() - edges[0], 0, width - 1)];
            }
            int until = row + 1 == edges[3] ? frameEdges[3] : Math.min(frameEdges[3], (row + 1) * mapping.stepY());
            for (; y < until; y++) {
                frame.write(spread, 0, frameEdges[0] - left, y - top, component.index, spread.length, mapping);
            }
        }
    }
}
