package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * A scene seen by a scanner: every stored value of a series, known without reading the series. Slices, rows and columns count from 0; slice 0 is
 * where {@link VoxelGrid#origin()} is, whatever the files' order or instance numbers are. Immutable and thread-safe.
 *
 * @param value what the modality sees of a tissue, in modality units (HU for CT)
 * @param encoding how modality values become stored values
 */
public record SampledVolume(
        Scene scene, VoxelGrid grid, ToDoubleFunction<Tissue> value, Noise noise, Encoding encoding) {

    /**
     * Stored value = modality value − intercept, rounded, within the limits. Rescale Slope is 1.
     *
     * @param intercept Rescale Intercept
     * @param smallest the smallest value that can be stored
     * @param paddingOutside Pixel Padding Value of all pixels outside of the circle that touches the picture's edges, if there is one
     */
    public record Encoding(int intercept, int smallest, int largest, OptionalInt paddingOutside) {
        int store(double modalityValue) {
            return Math.clamp(Math.round(modalityValue - intercept), smallest, largest);
        }
    }

    /** The modality value at a voxel's centre, free of noise. */
    public double trueValue(int slice, int row, int column) {
        checkVoxel(slice, row, column);
        double[] out = new double[1];
        scene.sample(row(slice, row), column, value, out);
        return out[0];
    }

    /**
     * The stored value of a voxel, noise included: exactly what the file holds.
     *
     * @throws IndexOutOfBoundsException if there is no such voxel
     */
    public int storedValue(int slice, int row, int column) {
        double truth = trueValue(slice, row, column);
        return store(truth, slice, row, column);
    }

    /** All stored values of a slice, row by row. */
    public int[] storedSlice(int slice) {
        Objects.checkIndex(slice, grid.slices());
        int[] stored = new int[grid.rows() * grid.columns()];
        double[] values = new double[grid.columns()];
        Scene near = scene.near(row(slice, 0), grid.columns(), row(slice, grid.rows() - 1));
        for (int row = 0; row < grid.rows(); row++) {
            near.sample(row(slice, row), 0, value, values);
            for (int column = 0; column < values.length; column++) {
                stored[row * values.length + column] = store(values[column], slice, row, column);
            }
        }
        return stored;
    }

    private int store(double truth, int slice, int row, int column) {
        if (encoding.paddingOutside().isPresent()) {
            double x = (column + 0.5) / grid.columns() * 2 - 1;
            double y = (row + 0.5) / grid.rows() * 2 - 1;
            if (x * x + y * y > 1) {
                return encoding.paddingOutside().getAsInt();
            }
        }
        return encoding.store(truth + noise.at(slice, row, column));
    }

    private Scene.Line row(int slice, int row) {
        VoxelGrid.Point start = grid.centre(slice, row, 0);
        VoxelGrid.Point direction = grid.rowDirection();
        double step = grid.columnSpacing();
        return new Scene.Line(
                start.x(), start.y(), start.z(), step * direction.x(), step * direction.y(), step * direction.z());
    }

    private void checkVoxel(int slice, int row, int column) {
        Objects.checkIndex(slice, grid.slices());
        Objects.checkIndex(row, grid.rows());
        Objects.checkIndex(column, grid.columns());
    }
}
