package dev.lightbox.engine.volume;

import dev.lightbox.engine.volume.PlaneMap.Direction;

/** Fills rows of a picture sample by sample, with every rule. For one thread. */
final class CarefulRows implements Rows {

    private final RowMap map;
    private final PointSampler sampler;
    private final SlabSamples samples;
    private final Slab.Mode mode;
    private final Picture picture;

    private Direction column;
    private Direction row;
    private Direction location;

    CarefulRows(RowMap map, PointSampler sampler, SlabSamples samples, Slab.Mode mode, Picture picture) {
        this.map = map;
        this.column = map.column(0);
        this.row = map.row(0);
        this.location = map.location(0);
        this.sampler = sampler;
        this.samples = samples;
        this.mode = mode;
        this.picture = picture;
    }

    @Override
    public boolean fill(int fromRow, int toRow) {
        boolean crossesGap = false;
        for (int y = fromRow; y < toRow; y++) {
            column = map.column(y);
            row = map.row(y);
            location = map.location(y);
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
        for (int s = 0; s < samples.count(); s++) {
            double mm = samples.mm(s);
            byte cover = sampler.look(column.at(x, y, mm), row.at(x, y, mm), location.at(x, y, mm));
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
