package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of a tile's packets (T.800 B.12). A packet that an earlier progression had isn't repeated. Not thread-safe.
 *
 * <p>For the progressions by position the precincts are sorted by their place on the reference grid, instead of walking over all of its points: the same order,
 * in time bounded by the number of precincts.
 */
final class PacketOrder {

    private static final Comparator<Precinct> RESOLUTION = Comparator.comparingInt(p -> p.resolution.index);
    private static final Comparator<Precinct> COMPONENT = Comparator.comparingInt(p -> p.resolution.component.index);
    private static final Comparator<Precinct> POSITION =
            Comparator.<Precinct>comparingInt(p -> p.gridY).thenComparingInt(p -> p.gridX);

    /** Takes the packets one after another. */
    interface PacketSink {

        /** @return false to end the walk */
        boolean packet(Precinct precinct, int layer) throws DecodeException;
    }

    /** Steps over packets that an earlier progression had: more than any real file needs, and a fraction of a second. */
    private static final long MOST_SKIPPED = 50_000_000;

    private final PacketSink sink;
    private long skipped;

    private PacketOrder(PacketSink sink) {
        this.sink = sink;
    }

    /** Walks over all packets of a tile. */
    static void walk(List<TileComponent> components, Parameters parameters, PacketSink sink) throws DecodeException {
        new PacketOrder(sink).walk(components, parameters);
    }

    private void walk(List<TileComponent> components, Parameters parameters) throws DecodeException {
        for (Progression progression : parameters.progressions()) {
            List<Precinct> precincts = precincts(components, progression);
            int layers = Math.min(progression.endLayer(), parameters.layers());
            boolean more = progression.order() == 0
                    ? byLayer(precincts, 0, precincts.size(), layers)
                    : progression.order() == 1 ? byResolution(precincts, layers) : byPrecinct(precincts, layers);
            if (!more) {
                return;
            }
        }
    }

    private static List<Precinct> precincts(List<TileComponent> components, Progression progression) {
        List<Precinct> all = new ArrayList<>();
        for (int c = progression.firstComponent(); c < Math.min(progression.endComponent(), components.size()); c++) {
            List<Resolution> resolutions = components.get(c).resolutions;
            for (int r = progression.firstResolution();
                    r < Math.min(progression.endResolution(), resolutions.size());
                    r++) {
                all.addAll(resolutions.get(r).precincts());
            }
        }
        // Stable sorts: what is equal stays in the order of component, resolution and number of the precinct.
        switch (progression.order()) {
            case 0, 1 -> all.sort(RESOLUTION.thenComparing(COMPONENT));
            case 2 -> all.sort(RESOLUTION.thenComparing(POSITION).thenComparing(COMPONENT));
            case 3 -> all.sort(POSITION.thenComparing(COMPONENT).thenComparing(RESOLUTION));
            default -> all.sort(COMPONENT.thenComparing(POSITION).thenComparing(RESOLUTION));
        }
        return all;
    }

    private boolean byLayer(List<Precinct> precincts, int from, int to, int layers) throws DecodeException {
        for (int layer = 0; layer < layers; layer++) {
            for (int i = from; i < to; i++) {
                Precinct precinct = precincts.get(i);
                if (precinct.layers != layer) {
                    skipped++;
                } else if (!sink.packet(precinct, precinct.layers++)) {
                    return false;
                }
            }
            if (skipped > MOST_SKIPPED) {
                throw new DecodeException("JPEG 2000: progression order changes repeat too many packets");
            }
        }
        return true;
    }

    private boolean byResolution(List<Precinct> precincts, int layers) throws DecodeException {
        int from = 0;
        while (from < precincts.size()) {
            int resolution = precincts.get(from).resolution.index;
            int to = from;
            while (to < precincts.size() && precincts.get(to).resolution.index == resolution) {
                to++;
            }
            if (!byLayer(precincts, from, to, layers)) {
                return false;
            }
            from = to;
        }
        return true;
    }

    private boolean byPrecinct(List<Precinct> precincts, int layers) throws DecodeException {
        for (Precinct precinct : precincts) {
            while (precinct.layers < layers) {
                if (!sink.packet(precinct, precinct.layers++)) {
                    return false;
                }
            }
        }
        return true;
    }
}
