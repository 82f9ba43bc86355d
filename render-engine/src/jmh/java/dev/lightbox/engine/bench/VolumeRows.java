package dev.lightbox.engine.bench;

import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Volume;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Planes and slabs through a volume, beside VTK's. */
final class VolumeRows {

    private static final String PREFIX = "volume 512x512x500: ";
    private static final int SAMPLES = 21;
    private static final float BACKGROUND = -30_000;
    /** Values reach from −1000 to 2000; VTK's weights are of single precision. */
    private static final double MOST = 0.05;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Table table;

    VolumeRows(Table table) {
        this.table = table;
    }

    void add() throws Exception {
        if (!table.wants(PREFIX + "axial plane")
                && !table.wants(PREFIX + "coronal MIP sagittal oblique uneven threads bricks")) {
            return;
        }
        Volume volume = VolumeWork.volume(false);
        Optional<VtkReslice> vtk = VtkReslice.start();
        try {
            for (int samples : new int[] {1, SAMPLES}) {
                for (String direction : new String[] {"axial", "coronal", "sagittal", "oblique"}) {
                    plane(volume, vtk, direction, samples);
                }
            }
        } finally {
            if (vtk.isPresent()) {
                vtk.get().close();
            }
        }
        bricks(volume);
        gain(volume, "oblique plane, 2 threads", 1);
        gain(volume, "oblique MIP of 21, 2 threads", SAMPLES);
        uneven(volume);
    }

    private void plane(Volume volume, Optional<VtkReslice> vtk, String direction, int samples) {
        String name = PREFIX + direction + (samples == 1 ? " plane" : " MIP of " + samples);
        Optional<Callable<Object>> rival = vtk.map(process -> () -> process.time(direction, samples));
        table.add(new Row(
                name,
                () -> VolumeWork.reslice(volume, direction, samples, 1),
                vtk.map(process -> "VTK " + process.version()).orElse(""),
                rival,
                (ours, timed) -> {
                    if (vtk.isPresent()) {
                        compare(
                                VolumeWork.asVtk(volume, direction, samples),
                                vtk.get().values(direction, samples),
                                samples);
                    }
                },
                0,
                new Aim.AtMostTimes(direction.equals("oblique") ? 0.4 : 0.8),
                vtk.isPresent() ? "" : VtkReslice.HOW_TO_INSTALL));
    }

    /**
     * Values where both have them; and no more than pixels at the very border, where the two round differently, where only one has them. VTK leaves a slab's pixel empty, where some of its
     * samples are outside.
     */
    private static void compare(ReslicedPlane ours, float[] theirs, int samples) throws IOException {
        if (theirs.length != ours.values().length) {
            throw new IOException("VTK's picture has " + theirs.length + " pixels");
        }
        int compared = 0;
        int onlyOne = 0;
        for (int i = 0; i < theirs.length; i++) {
            boolean inside = ours.cover()[i] == ReslicedPlane.INSIDE;
            if (inside != theirs[i] > BACKGROUND + 1) {
                onlyOne++;
            } else if (inside) {
                compared++;
                if (Math.abs(ours.values()[i] - theirs[i]) > MOST) {
                    throw new IllegalStateException("pixel " + i % ours.width() + ", " + i / ours.width() + ": ours is "
                            + ours.values()[i] + ", VTK's " + theirs[i]);
                }
            }
        }
        if (compared < theirs.length / 4 || (samples == 1 && onlyOne > 4 * ours.width())) {
            throw new IllegalStateException(
                    compared + " pixels are inside in both, " + onlyOne + " in one of them only");
        }
    }

    private void bricks(Volume volume) {
        short[] slice = new short[VolumeWork.EDGE * VolumeWork.EDGE];
        VolumeWork.fill(250, slice);
        table.add(Row.alone(
                PREFIX + "a slice into bricks",
                () -> {
                    volume.put(250, slice);
                    return slice;
                },
                Checks.none(),
                2L * slice.length,
                new Aim.None(),
                ""));
    }

    private void gain(Volume volume, String what, int samples) {
        if (!table.wants(PREFIX + what)) {
            return;
        }
        double one = wallMillis(volume, samples, 1);
        double two = wallMillis(volume, samples, 2);
        // What the machine has to give: two cores that share a processor's units gain less than two, whatever is run.
        double most = 2 * one / apartMillis(volume, samples);
        table.fact(
                PREFIX + what,
                String.format(Locale.ROOT, "%.2f x; two pictures at once %.2f x", one / two, most),
                "≥ 1.7 x",
                one / two >= 1.7);
    }

    private void uneven(Volume even) {
        String name = PREFIX + "oblique plane, uneven slices";
        if (!table.wants(name)) {
            return;
        }
        Volume uneven = VolumeWork.volume(true);
        double[] ratios = new double[201];
        for (int i = -100; i < ratios.length; i++) {
            double base = processorMillis(even);
            double ratio = processorMillis(uneven) / base;
            // The first ones warm up.
            if (i >= 0) {
                ratios[i] = ratio;
            }
        }
        Arrays.sort(ratios);
        double ratio = ratios[ratios.length / 2];
        table.fact(name, String.format(Locale.ROOT, "%.2f x", ratio), "≤ 1.5 x", ratio <= 1.5);
    }

    private static double processorMillis(Volume volume) {
        long begin = THREADS.getCurrentThreadCpuTime();
        VolumeWork.reslice(volume, "oblique", 1, 1);
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1e6;
    }

    private static double wallMillis(Volume volume, int samples, int threads) {
        return wallMillis(samples, () -> VolumeWork.reslice(volume, "oblique", samples, threads));
    }

    /** Two pictures, each by a thread of its own. */
    private static double apartMillis(Volume volume, int samples) {
        Runnable picture = () -> VolumeWork.reslice(volume, "oblique", samples, 1);
        return wallMillis(samples, () -> {
            CompletableFuture<Void> other = CompletableFuture.runAsync(picture);
            picture.run();
            other.join();
        });
    }

    /** Fastest tenth of many: other processes disturb the rest. */
    private static double wallMillis(int samples, Runnable work) {
        double[] times = new double[samples == 1 ? 400 : 60];
        for (int i = -times.length / 2; i < times.length; i++) {
            long begin = System.nanoTime();
            work.run();
            if (i >= 0) {
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[times.length / 10];
    }
}
