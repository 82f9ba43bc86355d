package dev.lightbox.engine.volume;

import java.util.List;

/**
 * What values look like in a solid: how much light they take, and their colour. Straight between the points, as at the outermost ones beyond them. Immutable.
 *
 * @param points with rising values, two at least
 */
record TransferFunction(List<Point> points) {

    /** Of a window's width as a part of its center: values are computed in single precision, and a preset's points lie a tenth of the width apart and more. */
    private static final double NARROWEST_OF_CENTER = 2e-6;

    /** Of a window's width in any case: entries of a table that are nearer to each other would have no finite number in single precision. */
    private static final double NARROWEST = 1e-30;

    /**
     * @param value in modality units
     * @param extinction part of the light that is taken within a mm, as in e^(−extinction · mm): 0 is transparent
     * @param red 0 to 1
     * @param green 0 to 1
     * @param blue 0 to 1
     */
    record Point(double value, double extinction, double red, double green, double blue) {

        Point at(double other) {
            return new Point(other, extinction, red, green, blue);
        }
    }

    TransferFunction {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw new IllegalArgumentException("a transfer function of " + points.size() + " points");
        }
        for (int i = 1; i < points.size(); i++) {
            if (!(points.get(i).value() > points.get(i - 1).value())) {
                throw new IllegalArgumentException(
                        "values must rise: " + points.get(i).value());
            }
        }
    }

    /**
     * The function whose value {@code center} looks as {@code ownCenter} did, and likewise a width around it. A width too narrow for its points to stay apart in single precision, in
     * which values are computed, is taken as the narrowest that isn't.
     */
    TransferFunction moved(double ownCenter, double ownWidth, double center, double width) {
        double narrowest = Math.max(NARROWEST, NARROWEST_OF_CENTER * Math.abs(center));
        double kept = Math.max(width, narrowest);
        return new TransferFunction(points.stream()
                .map(point -> point.at((point.value() - ownCenter) / ownWidth * kept + center))
                .toList());
    }

    /** At a value. */
    Point at(double value) {
        Point first = points.getFirst();
        if (value <= first.value()) {
            return first.at(value);
        }
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            if (value <= b.value()) {
                double f = (value - a.value()) / (b.value() - a.value());
                return new Point(
                        value,
                        a.extinction() + f * (b.extinction() - a.extinction()),
                        a.red() + f * (b.red() - a.red()),
                        a.green() + f * (b.green() - a.green()),
                        a.blue() + f * (b.blue() - a.blue()));
            }
        }
        return points.getLast().at(value);
    }
}
