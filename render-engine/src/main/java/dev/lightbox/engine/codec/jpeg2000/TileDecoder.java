package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.codec.DecodeLimits;
import java.util.ArrayList;
import java.util.List;

/** Decodes one tile: packets, code blocks, wavelet, component transform. Not thread-safe. */
final class TileDecoder {

    /** Precincts may be as small as 8 x 8 samples on average beyond this many; smaller ones would cost more memory than the picture. */
    private static final int FREE_PRECINCTS = 4096;

    private final Codestream codestream;
    private final Tile tile;
    private final int reduction;
    private final List<TileComponent> components = new ArrayList<>();
    private final DecodeLimits limits;

    TileDecoder(Codestream codestream, Tile tile, int reduction, DecodeLimits limits) throws DecodeException {
        this.codestream = codestream;
        this.tile = tile;
        this.reduction = reduction;
        this.limits = limits;
        int[] edges = codestream.size().tile(tile.index);
        long precincts = 0;
        long samples = 0;
        for (int c = 0; c < codestream.size().components(); c++) {
            TileComponent component = new TileComponent(c, codestream.size(), edges, tile.parameters);
            components.add(component);
            samples += (long) (component.x1 - component.x0) * (component.y1 - component.y0);
            for (Resolution resolution : component.resolutions) {
                precincts += resolution.precinctCount();
            }
        }
        if (precincts > FREE_PRECINCTS + samples / 64) {
            throw new DecodeException("JPEG 2000: " + precincts + " precincts in a tile are more than are supported");
        }
        // Each has at least one packet, and that at least a byte of the tile's own or of the packed headers.
        long bytes = tile.bytes() + tile.headers().length;
        if (precincts > bytes) {
            throw new DecodeException("JPEG 2000: the codestream is cut off: tile " + tile.index + " has " + precincts
                    + " precincts in " + bytes + " bytes");
        }
        // Coefficients take four bytes a sample, whatever the picture takes.
        if (4 * samples > 2 * limits.maxFrameBytes()) {
            throw new DecodeLimitException("JPEG 2000: a tile's coefficients need " + 4 * samples
                    + " bytes, more than twice the limit of " + limits.maxFrameBytes() + " a frame");
        }
        for (TileComponent component : components) {
            for (Resolution resolution : component.resolutions) {
                resolution.layOut(codestream.size(), edges);
            }
        }
    }

    List<TileComponent> components() {
        return components;
    }

    /** How many resolution levels of a component are decoded. */
    private int resolutions(TileComponent component) {
        return component.style.levels() - reduction + 1;
    }

    /** Reads the packets, as far as they are needed. */
    void readPackets() throws DecodeException {
        long needed = 0;
        for (TileComponent component : components) {
            for (int r = 0; r < resolutions(component); r++) {
                needed += component.resolutions.get(r).precinctCount();
            }
        }
        long[] left = {needed * tile.parameters.layers()};
        PacketReader reader = new PacketReader(codestream.bytes(), tile, limits);
        // Where bytes are missing, only reading on tells whether they matter.
        boolean mayStop = reduction > 0 && !codestream.cutOff();
        PacketOrder.walk(components, tile.parameters, (precinct, layer) -> {
            reader.read(precinct, layer);
            Resolution resolution = precinct.resolution;
            if (resolution.index < resolutions(resolution.component)) {
                left[0]--;
            }
            return !mayStop || left[0] > 0;
        });
        if (left[0] > 0) {
            throw new DecodeException(
                    "JPEG 2000: the progression orders of tile " + tile.index + " leave out " + left[0] + " packets");
        }
    }

    /** Decodes the code blocks that are needed. */
    void decodeBlocks(BlockWorker worker) throws DecodeException {
        // Of further components, which aren't shown, only the packets had to be read.
        for (TileComponent component : components.subList(0, components.size() >= 3 ? 3 : 1)) {
            int count = resolutions(component);
            for (int r = 0; r < count; r++) {
                Resolution resolution = component.resolutions.get(r);
                for (Subband band : resolution.bands) {
                    band.allocate(component.style.reversible());
                }
                for (Precinct precinct : resolution.precincts()) {
                    for (Precinct.Part part : precinct.parts) {
                        double scale = scale(part.band, count, r);
                        for (CodeBlock block : part.blocks()) {
                            if (block != null) {
                                limits.checkTime();
                                worker.decode(block, part.band, component, scale);
                            }
                        }
                    }
                }
            }
        }
    }

    /** What irreversible coefficients are multiplied by instead of by K and 1 / K at each level of the wavelet. */
    private static double scale(Subband band, int resolutions, int resolution) {
        int levelsAbove = resolutions - 1 - resolution;
        double low = IrreversibleLevel.LOW_GAIN;
        double high = IrreversibleLevel.HIGH_GAIN;
        double own = switch (band.orientation) {
            case Subband.LL -> 1;
            case Subband.HH -> high * high;
            default -> low * high;
        };
        return own * Math.pow(low, 2.0 * levelsAbove);
    }

    Rows<int[]> intRows(TileComponent component) {
        Rows<int[]> rows = BaseRows.ints(component.resolutions.getFirst().bands.getFirst());
        for (int r = 1; r < resolutions(component); r++) {
            rows = new ReversibleLevel(rows, component.resolutions.get(r));
        }
        return rows;
    }

    Rows<float[]> floatRows(TileComponent component) {
        Rows<float[]> rows =
                BaseRows.floats(component.resolutions.getFirst().bands.getFirst());
        for (int r = 1; r < resolutions(component); r++) {
            rows = new IrreversibleLevel(rows, component.resolutions.get(r));
        }
        return rows;
    }

    /** The component's size at this reduction: left, top, right, bottom. */
    int[] edges(TileComponent component) {
        Resolution top = component.resolutions.get(resolutions(component) - 1);
        return new int[] {top.x0, top.y0, top.x1, top.y1};
    }
}
