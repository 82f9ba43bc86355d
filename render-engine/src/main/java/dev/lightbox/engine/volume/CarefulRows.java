package dev.lightbox.engine.volume;

/** Fills rows of a picture sample by sample, with every rule. For one thread. */
final class CarefulRows implements Rows {

    private final PlaneMap map;
    private final PointSampler sampler;
    private final SlabSamples samples;
    private final Slab.Mode mode;
    private final Picture picture;

    CarefulRows(PlaneMap map, PointSampler sampler, SlabSamples samples, Slab.Mode mode, Picture picture) {
        this.map = map;
        this.sampler = sampler;
        this.samples = samples;
        this.mode = mode;
        this.picture = picture;
    }

    @Override
    public boolean fill(int fromRow, int toRow) {
        boolean crossesGap = false;
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < picture.width(); x++) {
                crossesGap |= fill(x, y, y * picture.width() + x);
            }
        }
        return crossesGap;
    }

    private boolean fill(int x, int y, int at) {
        double result = 0;
        double weights = 0;
        boolean gap = false;
        boolean pending = false;
        for (int s = samples.from(); s < samples.to(); s++) {
            double mm = samples.mm(s);
            byte cover = sampler.look(
                    map.column().at(x, y, mm),
                    map.row().at(x, y, mm),
                    map.location().at(x, y, mm));
            if (cover == ReslicedPlane.INSIDE) {
                double value = sampler.value();
                double weight = samples.meanWeight(s);
                result = switch (mode) {
                    case MIP -> weights == 0 ? value : Math.max(result, value);
                    case MINIP -> weights == 0 ? value : Math.min(result, value);
                    case MEAN -> result + weight * value;
                };
                weights += weight;
            }
            gap |= cover == ReslicedPlane.GAP;
            pending |= cover == ReslicedPlane.PENDING;
        }
        if (weights > 0) {
            picture.values()[at] = (float) (mode == Slab.Mode.MEAN ? result / weights : result);
        } else {
            picture.cover()[at] = gap ? ReslicedPlane.GAP : pending ? ReslicedPlane.PENDING : ReslicedPlane.OUTSIDE;
        }
        return gap;
    }
}
