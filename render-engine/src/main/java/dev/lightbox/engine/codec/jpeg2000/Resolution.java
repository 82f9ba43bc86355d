package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.ArrayList;
import java.util.List;

/** One resolution level of a tile-component (T.800 B.5): its subbands and precincts. Not thread-safe. */
final class Resolution {

    final TileComponent component;
    final int index;
    final int x0;
    final int y0;
    final int x1;
    final int y1;
    /** LL alone at index 0, else HL, LH, HH. */
    final List<Subband> bands;

    private final int precinctsAcross;
    private final int precinctsDown;
    private List<Precinct> precincts = List.of();

    Resolution(TileComponent component, int index, Quantization quantization, int precision) throws DecodeException {
        this.component = component;
        this.index = index;
        CodingStyle style = component.style;
        int down = style.levels() - index;
        x0 = Grid.ceilShift(component.x0, down);
        y0 = Grid.ceilShift(component.y0, down);
        x1 = Grid.ceilShift(component.x1, down);
        y1 = Grid.ceilShift(component.y1, down);
        int widthExponent = style.precinctWidthExponent(index);
        int heightExponent = style.precinctHeightExponent(index);
        boolean empty = x1 <= x0 || y1 <= y0;
        precinctsAcross = empty ? 0 : Grid.ceilShift(x1, widthExponent) - (x0 >> widthExponent);
        precinctsDown = empty ? 0 : Grid.ceilShift(y1, heightExponent) - (y0 >> heightExponent);
        bands = new ArrayList<>();
        int halved = index == 0 ? 0 : 1;
        int level = index == 0 ? style.levels() : down + 1;
        for (int orientation = halved; orientation <= 3 * halved; orientation++) {
            int band = index == 0 ? 0 : 3 * (index - 1) + orientation;
            int exponent = quantization.exponent(band);
            int gain = orientation == Subband.LL ? 0 : orientation == Subband.HH ? 2 : 1;
            double step = style.reversible()
                    ? 1
                    : Math.scalb(1 + quantization.mantissa(band) / 2048.0, precision + gain - exponent);
            bands.add(new Subband(
                    orientation,
                    Grid.band(component.x0, level, orientation & 1),
                    Grid.band(component.y0, level, orientation >> 1),
                    Grid.band(component.x1, level, orientation & 1),
                    Grid.band(component.y1, level, orientation >> 1),
                    // B.7: a code block is never larger than its precinct.
                    Math.min(style.blockWidthExponent(), widthExponent - halved),
                    Math.min(style.blockHeightExponent(), heightExponent - halved),
                    quantization.guardBits() + exponent - 1,
                    step));
        }
    }

    long precinctCount() {
        return (long) precinctsAcross * precinctsDown;
    }

    List<Precinct> precincts() {
        return precincts;
    }

    /** Lays the precincts out, row by row; their number has been checked. */
    void layOut(ImageSize size, int[] tile) {
        CodingStyle style = component.style;
        int widthExponent = style.precinctWidthExponent(index);
        int heightExponent = style.precinctHeightExponent(index);
        int halved = index == 0 ? 0 : 1;
        long stepX = (long) size.stepX()[component.index] << (style.levels() - index);
        long stepY = (long) size.stepY()[component.index] << (style.levels() - index);
        List<Precinct> all = new ArrayList<>(precinctsAcross * precinctsDown);
        for (int q = 0; q < precinctsDown; q++) {
            for (int p = 0; p < precinctsAcross; p++) {
                long left = (long) ((x0 >> widthExponent) + p) << widthExponent;
                long top = (long) ((y0 >> heightExponent) + q) << heightExponent;
                List<Precinct.Part> parts = new ArrayList<>(bands.size());
                for (Subband band : bands) {
                    int partLeft = (int) Math.max(band.x0, left >> halved);
                    int partTop = (int) Math.max(band.y0, top >> halved);
                    int partRight = (int) Math.min(band.x1, (left + (1L << widthExponent)) >> halved);
                    int partBottom = (int) Math.min(band.y1, (top + (1L << heightExponent)) >> halved);
                    if (partRight > partLeft && partBottom > partTop) {
                        parts.add(new Precinct.Part(band, partLeft, partTop, partRight, partBottom));
                    }
                }
                all.add(new Precinct(
                        this, parts, (int) Math.max(tile[0], left * stepX), (int) Math.max(tile[1], top * stepY)));
            }
        }
        precincts = all;
    }
}
