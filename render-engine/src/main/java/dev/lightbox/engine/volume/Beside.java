package dev.lightbox.engine.volume;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tells apart stacks that lie beside each other within the same planes, also where the gantry was tilted. Stateless. */
final class Beside {

    /** Nearer to each other than this within the plane, mm, frames belong to one stack. */
    private static final double NEAR_MM = 1;

    private static final int MOST_STACKS = 16;

    private record Spot(double across, double down) {}

    private Beside() {}

    /**
     * For each frame the number of its stack, from 1.
     *
     * @return nothing where there are more stacks than are likely
     */
    static <T> Map<Placed<T>, Integer> of(List<Placed<T>> frames) {
        Spot slope = slope(frames);
        List<Spot> stacks = new ArrayList<>();
        Map<Placed<T>, Integer> numbers = new IdentityHashMap<>();
        for (Placed<T> frame : frames) {
            Spot spot = new Spot(
                    frame.across() - slope.across() * frame.along(), frame.down() - slope.down() * frame.along());
            int number = 0;
            while (number < stacks.size() && isFar(stacks.get(number), spot)) {
                number++;
            }
            if (number == stacks.size()) {
                if (number == MOST_STACKS) {
                    return Map.of();
                }
                stacks.add(spot);
            }
            numbers.put(frame, number + 1);
        }
        return numbers;
    }

    private static boolean isFar(Spot a, Spot b) {
        return Math.abs(a.across - b.across) > NEAR_MM || Math.abs(a.down - b.down) > NEAR_MM;
    }

    /** Of the stacks' common shear: how far they move within the plane for each mm along the normal. */
    private static <T> Spot slope(List<Placed<T>> frames) {
        double along = 0;
        for (Placed<T> frame : frames) {
            along += frame.along() / frames.size();
        }
        double squares = 0;
        double across = 0;
        double down = 0;
        for (Placed<T> frame : frames) {
            double distance = frame.along() - along;
            squares += distance * distance;
            across += distance * frame.across();
            down += distance * frame.down();
        }
        return squares > 0 ? new Spot(across / squares, down / squares) : new Spot(0, 0);
    }
}
