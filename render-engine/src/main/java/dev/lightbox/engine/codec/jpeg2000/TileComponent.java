package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.ArrayList;
import java.util.List;

/** One component of one tile (T.800 B.3): its edges in samples and its resolution levels, the smallest first. Not thread-safe. */
final class TileComponent {

    final int index;
    final int x0;
    final int y0;
    final int x1;
    final int y1;
    final CodingStyle style;
    final int regionShift;
    final List<Resolution> resolutions;

    /** @param tile edges on the reference grid */
    TileComponent(int index, ImageSize size, int[] tile, Parameters parameters) throws DecodeException {
        this.index = index;
        x0 = Grid.ceilDiv(tile[0], size.stepX()[index]);
        y0 = Grid.ceilDiv(tile[1], size.stepY()[index]);
        x1 = Grid.ceilDiv(tile[2], size.stepX()[index]);
        y1 = Grid.ceilDiv(tile[3], size.stepY()[index]);
        style = parameters.style(index);
        regionShift = parameters.regionShift(index);
        resolutions = new ArrayList<>(style.levels() + 1);
        Quantization quantization = parameters.quantization(index);
        for (int r = 0; r <= style.levels(); r++) {
            resolutions.add(new Resolution(this, r, quantization, size.precision()[index]));
        }
    }
}
