package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;

/**
 * The truth that {@link Reslicer} is compared with: each sample by itself, in double precision, straight from the rules, sharing no code with it but {@link VolumeGeometry}. Where a place lies so near to
 * a border of any rule that rounding decides, it says so.
 */
final class ReferenceReslicer {

    private static final double DOUBTFUL = 1e-7;

    private final Volume volume;
    private final VolumeGeometry geometry;
    private final Volume.Filling filling;
    private final ResliceRequest request;
    private boolean doubtful;
    private double value;

    /** One pixel. {@code doubtful}: rounding may decide otherwise. */
    record Pixel(double value, byte cover, boolean gap, boolean doubtful) {}

    ReferenceReslicer(Volume volume, ResliceRequest request) {
        this.volume = volume;
        this.geometry = volume.geometry();
        this.filling = volume.filling();
        this.request = request;
    }

    Pixel pixel(int x, int y) {
        doubtful = false;
        PatientPoint middle = request.grid().toPatient(new PixelPoint(x, y));
        double thickness = request.slab().thicknessMm();
        double edge = Math.min(geometry.spacing().rowMm(), geometry.spacing().columnMm());
        for (int k = 0; k < geometry.slices() - 1; k++) {
            edge = Math.min(edge, Math.max(geometry.intervalMm(k), geometry.medianSpacingMm() / 4));
        }
        double step = request.stepMm() > 0 ? request.stepMm() : edge / 2;
        // The plane itself is among them.
        int intervals = thickness == 0 ? 0 : 2 * Math.max(1, (int) Math.ceil(thickness / 2 / step - 1e-6));
        boolean gap = false;
        boolean pending = false;
        double sum = 0;
        double weights = 0;
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s <= intervals; s++) {
            double mm = intervals == 0 ? 0 : thickness * ((double) s / intervals - 0.5);
            byte cover =
                    sample(geometry.toVoxel(middle.plus(request.grid().normal().times(mm))));
            if (cover == ReslicedPlane.INSIDE) {
                double weight = intervals > 0 && (s == 0 || s == intervals) ? 0.5 : 1;
                sum += weight * value;
                weights += weight;
                most = Math.max(most, value);
                least = Math.min(least, value);
            }
            gap |= cover == ReslicedPlane.GAP;
            pending |= cover == ReslicedPlane.PENDING;
        }
        if (weights == 0) {
            byte cover = gap ? ReslicedPlane.GAP : pending ? ReslicedPlane.PENDING : ReslicedPlane.OUTSIDE;
            return new Pixel(0, cover, gap, doubtful);
        }
        // Where modality values fall while stored ones rise, the smallest stored value is the largest.
        boolean falls = !volume.hasScaleOfEachSlice() && volume.scale(0).slope() < 0;
        double result = switch (request.slab().mode()) {
            case MIP -> falls ? least : most;
            case MINIP -> falls ? most : least;
            case MEAN -> sum / weights;
        };
        return new Pixel(result, ReslicedPlane.INSIDE, gap, doubtful);
    }

    private byte sample(VoxelPoint p) {
        if (outside(p.column(), geometry.columns()) | outside(p.row(), geometry.rows()) | beyondSlices(p.slice())) {
            return ReslicedPlane.OUTSIDE;
        }
        double slice = Math.clamp(p.slice(), 0, geometry.slices() - 1);
        int low = Math.min((int) Math.floor(slice), geometry.slices() - 2);
        double t = slice - low;
        boolean failed = filling.failed(low) || filling.failed(low + 1);
        if (geometry.gapAfter(low) || failed) {
            // Each place belongs to one slice, or to none.
            double length = geometry.locationMm(low + 1) - geometry.locationMm(low);
            double onward = geometry.reachOnward(low) * length;
            double back = geometry.reachBack(low) * length;
            border(t * length - onward);
            border((1 - t) * length - back);
            int one = t < 0.5 ? low : low + 1;
            if (Math.abs(slice - one) * length > (t < 0.5 ? onward : back) + 1e-12 || filling.failed(one)) {
                return ReslicedPlane.GAP;
            }
            slice = one;
        }
        if (filling.shown(Math.min((int) slice, geometry.slices() - 1)) < 0) {
            return ReslicedPlane.PENDING;
        }
        double column = Math.clamp(p.column(), 0, geometry.columns() - 1);
        double row = Math.clamp(p.row(), 0, geometry.rows() - 1);
        value = switch (request.interpolation()) {
            case NEAREST -> {
                border(column - Math.floor(column) - 0.5);
                border(row - Math.floor(row) - 0.5);
                border(slice - Math.floor(slice) - 0.5);
                yield at((int) Math.floor(column + 0.5), (int) Math.floor(row + 0.5), (int) Math.floor(slice + 0.5));
            }
            case TRILINEAR -> linearOfSlices(column, row, slice);
            case TRICUBIC -> cubicOfSlices(column, row, slice);
        };
        return ReslicedPlane.INSIDE;
    }

    private boolean outside(double at, int size) {
        border(at + 0.5);
        border(at - (size - 0.5));
        return at < -0.5 || at > size - 0.5;
    }

    /** Beyond half an interval from the outermost slices; where slices are missing behind it, half of what is usual. */
    private boolean beyondSlices(double at) {
        int last = geometry.slices() - 1;
        double before = (at - geometry.firstEdge()) * geometry.intervalMm(0);
        double behind = (at - geometry.lastEdge()) * geometry.intervalMm(last - 1);
        border(before);
        border(behind);
        return before < 0 || behind > 0;
    }

    private void border(double distance) {
        doubtful |= Math.abs(distance) < DOUBTFUL;
    }

    private double linearOfSlices(double column, double row, double slice) {
        int k = (int) Math.floor(slice);
        double t = slice - k;
        double first = bilinear(column, row, k);
        return t == 0 ? first : (1 - t) * first + t * bilinear(column, row, k + 1);
    }

    private double bilinear(double column, double row, int slice) {
        int i = (int) Math.floor(column);
        int j = (int) Math.floor(row);
        double u = column - i;
        double v = row - j;
        int right = Math.min(i + 1, geometry.columns() - 1);
        int below = Math.min(j + 1, geometry.rows() - 1);
        return (1 - v) * ((1 - u) * at(i, j, slice) + u * at(right, j, slice))
                + v * ((1 - u) * at(i, below, slice) + u * at(right, below, slice));
    }

    private double cubicOfSlices(double column, double row, double slice) {
        int k = (int) Math.floor(slice);
        double t = slice - k;
        if (t == 0) {
            return bicubic(column, row, k);
        }
        double v1 = bicubic(column, row, k);
        double v2 = bicubic(column, row, k + 1);
        double h = geometry.locationMm(k + 1) - geometry.locationMm(k);
        // Slopes per interval; a neighbour that isn't there has the value of the interval's end.
        double slope1 = (v2 - v1) / 2;
        if (k > 0 && joined(k - 1)) {
            double whole = geometry.locationMm(k + 1) - geometry.locationMm(k - 1);
            slope1 = (v2 - bicubic(column, row, k - 1)) * h / whole;
        }
        double slope2 = (v2 - v1) / 2;
        if (k + 2 < geometry.slices() && joined(k + 1)) {
            double whole = geometry.locationMm(k + 2) - geometry.locationMm(k);
            slope2 = (bicubic(column, row, k + 2) - v1) * h / whole;
        }
        // The cubic with these values and slopes at both ends.
        double c = 3 * (v2 - v1) - 2 * slope1 - slope2;
        double d = 2 * (v1 - v2) + slope1 + slope2;
        return v1 + t * (slope1 + t * (c + t * d));
    }

    private boolean joined(int interval) {
        return !geometry.gapAfter(interval) && !filling.failed(interval) && !filling.failed(interval + 1);
    }

    private double bicubic(double column, double row, int slice) {
        int j = (int) Math.floor(row);
        double[] lines = new double[4];
        for (int n = 0; n < 4; n++) {
            int line = Math.clamp(j - 1 + n, 0, geometry.rows() - 1);
            int i = (int) Math.floor(column);
            double[] four = new double[4];
            for (int m = 0; m < 4; m++) {
                four[m] = at(Math.clamp(i - 1 + m, 0, geometry.columns() - 1), line, slice);
            }
            lines[n] = catmullRom(four, column - i);
        }
        return catmullRom(lines, row - j);
    }

    private static double catmullRom(double[] p, double t) {
        return 0.5
                * (2 * p[1]
                        + (p[2] - p[0]) * t
                        + (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * t * t
                        + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * t * t * t);
    }

    private double at(int column, int row, int slice) {
        int shown = filling.shown(slice);
        double stored = volume.voxels().get(column, row, shown) + volume.offset();
        return volume.hasScaleOfEachSlice()
                ? volume.scale(shown).slope() * stored + volume.scale(shown).intercept()
                : stored;
    }
}
