package dev.lightbox.engine.phantom.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Solids in air, in the order in which they are painted: a later one covers what it overlaps. Immutable and thread-safe.
 *
 * <p>A real scanner blurs edges, and a picture without blur would alias. So between {@value #EDGE_MM}/2 mm outside and as much inside of a solid's
 * surface the value runs linearly from what is beneath to the solid's own. Every value remains a plain function of the point: no grid is involved.
 */
public final class Scene {
    /** Width of the ramp across an edge, in mm. */
    public static final double EDGE_MM = 1.0;

    private final List<Part> parts;

    private Scene(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The tissue whose solid covers the point (x, y, z in mm, LPS); air outside of all. */
    public Tissue tissueAt(double x, double y, double z) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).shape().distance(x, y, z) < 0) {
                return parts.get(i).tissue();
            }
        }
        return Tissue.AIR;
    }

    /** The value at the point (x, y, z in mm, LPS), blurred at edges as the class says. */
    public double valueAt(double x, double y, double z, ToDoubleFunction<Tissue> value) {
        double[] out = new double[1];
        sample(new Line(x, y, z, 0, 0, 0), 0, value, out);
        return out[0];
    }

    /**
     * The values along a line: {@code out[i]} is that of the line's point number {@code first + i}.
     *
     * @return bit for bit the same for a point however many are asked for at once
     */
    public void sample(Line line, int first, ToDoubleFunction<Tissue> value, double[] out) {
        Arrays.fill(out, value.applyAsDouble(Tissue.AIR));
        int last = first + out.length - 1;
        for (Part part : parts) {
            // The stretch of the line inside of the part's box, which is grown by more than the ramp: points beyond it
            // can't be touched.
            Bounds box = part.reach();
            double entry = Math.max(
                    Math.max(
                            entry(line.x(), line.stepX(), box.minX(), box.maxX()),
                            entry(line.y(), line.stepY(), box.minY(), box.maxY())),
                    entry(line.z(), line.stepZ(), box.minZ(), box.maxZ()));
            double exit = Math.min(
                    Math.min(
                            exit(line.x(), line.stepX(), box.minX(), box.maxX()),
                            exit(line.y(), line.stepY(), box.minY(), box.maxY())),
                    exit(line.z(), line.stepZ(), box.minZ(), box.maxZ()));
            if (entry <= exit && entry <= last && exit >= first) {
                int from = Math.max(first, (int) Math.ceil(entry));
                int to = Math.min(last, (int) Math.floor(exit));
                paint(part.shape(), line, first, from, to, value.applyAsDouble(part.tissue()), out);
            }
        }
    }

    private static double entry(double start, double step, double min, double max) {
        if (step == 0) {
            return start >= min && start <= max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Math.min((min - start) / step, (max - start) / step);
    }

    private static double exit(double start, double step, double min, double max) {
        if (step == 0) {
            return start >= min && start <= max ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return Math.max((min - start) / step, (max - start) / step);
    }

    private static void paint(Shape shape, Line line, int first, int from, int to, double value, double[] out) {
        for (int i = from; i <= to; i++) {
            double distance = shape.distance(
                    line.x() + i * line.stepX(), line.y() + i * line.stepY(), line.z() + i * line.stepZ());
            if (distance <= -EDGE_MM / 2) {
                out[i - first] = value;
            } else if (distance < EDGE_MM / 2) {
                double covered = 0.5 - distance / EDGE_MM;
                out[i - first] += (value - out[i - first]) * covered;
            }
        }
    }

    /** The scene of only those parts that a parallelogram could meet: the same values within it, sooner. */
    public Scene near(Line firstRow, int columns, Line lastRow) {
        Bounds region = firstRow.bounds(columns).union(lastRow.bounds(columns));
        return new Scene(
                parts.stream().filter(part -> part.reach().meets(region)).toList());
    }

    /** Points at equal steps: number i is at (x + i·stepX, …), in mm. */
    public record Line(double x, double y, double z, double stepX, double stepY, double stepZ) {
        private Bounds bounds(int points) {
            double endX = x + (points - 1) * stepX;
            double endY = y + (points - 1) * stepY;
            double endZ = z + (points - 1) * stepZ;
            return new Bounds(
                    Math.min(x, endX),
                    Math.max(x, endX),
                    Math.min(y, endY),
                    Math.max(y, endY),
                    Math.min(z, endZ),
                    Math.max(z, endZ));
        }
    }

    /** Collects solids, from the bottom up. Not thread-safe. */
    public static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        private Builder() {}

        public Builder add(Tissue tissue, Shape shape) {
            parts.add(new Part(shape, tissue));
            return this;
        }

        public Scene build() {
            return new Scene(parts);
        }
    }
}
