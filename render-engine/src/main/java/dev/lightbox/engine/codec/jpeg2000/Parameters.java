package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the main header, or the header of one tile, says of coding. What a tile doesn't say is taken from the main header; a component's own segment counts
 * before the one for all components of the same header (T.800 A.6). Not thread-safe.
 */
final class Parameters {

    /** More progression order changes than any encoder writes; each is a walk over all packets. */
    private static final int MOST_PROGRESSIONS = 64;

    private final @Nullable Parameters main;
    private final int components;
    private boolean hasStyle;
    private int packetMarkers;
    private int order;
    private int layers;
    private boolean componentTransform;
    private @Nullable CodingStyle style;
    private final @Nullable CodingStyle[] ownStyles;
    private @Nullable Quantization quantization;
    private final @Nullable Quantization[] ownQuantizations;
    /** Shifts of regions of interest; −1 where this header has none. */
    private final int[] regionShifts;

    private final List<Progression> changes = new ArrayList<>();

    Parameters(int components, @Nullable Parameters main) {
        this.main = main;
        this.components = components;
        ownStyles = new CodingStyle[components];
        ownQuantizations = new Quantization[components];
        regionShifts = new int[components];
        java.util.Arrays.fill(regionShifts, -1);
    }

    /** COD (A.6.1). */
    void codingStyleDefault(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 10, "COD");
        packetMarkers = in.u8(from);
        order = in.u8(from + 1);
        layers = in.u16(from + 2);
        int transform = in.u8(from + 4);
        if (order > 4 || layers == 0 || transform > 1) {
            throw new DecodeException("JPEG 2000: progression order " + order + " with " + layers
                    + " layers and component transform " + transform + " is not supported");
        }
        componentTransform = transform == 1;
        style = CodingStyle.read(in, from + 5, to, (packetMarkers & 1) != 0);
        hasStyle = true;
    }

    /** COC (A.6.2). */
    void codingStyleOfComponent(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 7, "COC");
        int component = component(in.u8(from), "COC");
        ownStyles[component] = CodingStyle.read(in, from + 2, to, (in.u8(from + 1) & 1) != 0);
    }

    /** QCD (A.6.4). */
    void quantizationDefault(Bytes in, int from, int to) throws DecodeException {
        quantization = Quantization.read(in, from, to);
    }

    /** QCC (A.6.5). */
    void quantizationOfComponent(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 3, "QCC");
        ownQuantizations[component(in.u8(from), "QCC")] = Quantization.read(in, from + 1, to);
    }

    /** RGN (A.6.3). */
    void regionOfInterest(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 3, "RGN");
        int shift = in.u8(from + 2);
        if (in.u8(from + 1) != 0 || shift > 37) {
            throw new DecodeException("JPEG 2000: region of interest style " + in.u8(from + 1) + " with a shift of "
                    + shift + " is not supported");
        }
        regionShifts[component(in.u8(from), "RGN")] = shift;
    }

    /** POC (A.6.6). */
    void progressionChanges(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 7, "POC");
        for (int at = from; at + 7 <= to; at += 7) {
            int endComponent = in.u8(at + 5);
            Progression change = new Progression(
                    in.u8(at),
                    in.u8(at + 1),
                    in.u16(at + 2),
                    in.u8(at + 4),
                    // 0 stands for 256 where component indices take a byte.
                    endComponent == 0 ? 256 : endComponent,
                    in.u8(at + 6));
            if (change.order() > 4 || changes.size() >= MOST_PROGRESSIONS) {
                throw new DecodeException("JPEG 2000: progression order change " + (changes.size() + 1) + " to order "
                        + change.order() + " is not supported");
            }
            changes.add(change);
        }
    }

    private int component(int index, String what) throws DecodeException {
        if (index >= components) {
            throw new DecodeException(
                    "JPEG 2000: a " + what + " segment names component " + index + " of " + components);
        }
        return index;
    }

    void requireComplete() throws DecodeException {
        if (style == null || quantization == null) {
            throw new DecodeException(
                    "JPEG 2000: the main header has no " + (style == null ? "COD" : "QCD") + " segment");
        }
    }

    CodingStyle style(int component) {
        CodingStyle own = ownStyles[component];
        if (own != null) {
            return own;
        }
        if (style != null) {
            return style;
        }
        return parent().style(component);
    }

    Quantization quantization(int component) {
        Quantization own = ownQuantizations[component];
        if (own != null) {
            return own;
        }
        if (quantization != null) {
            return quantization;
        }
        return parent().quantization(component);
    }

    int regionShift(int component) {
        if (regionShifts[component] >= 0) {
            return regionShifts[component];
        }
        return main == null ? 0 : main.regionShift(component);
    }

    int layers() {
        return hasStyle ? layers : parent().layers();
    }

    boolean hasComponentTransform() {
        return hasStyle ? componentTransform : parent().hasComponentTransform();
    }

    boolean hasHeaderEnds() {
        return hasStyle ? (packetMarkers & 4) != 0 : parent().hasHeaderEnds();
    }

    /** The runs of packets in their order. */
    List<Progression> progressions() {
        if (!changes.isEmpty()) {
            return changes;
        }
        if (main != null && !hasStyle) {
            return main.progressions();
        }
        if (main != null && !main.changes.isEmpty()) {
            return main.changes;
        }
        return List.of(new Progression(0, 0, layers(), 33, components, order));
    }

    private Parameters parent() {
        if (main == null) {
            throw new IllegalStateException("the main header was checked to be complete");
        }
        return main;
    }
}
