package dev.lightbox.engine.volume;

import java.util.List;

/** How a volume is seen as a solid: which values are opaque, and in which colour (for CT, by Hounsfield units). */
public enum VolumePreset {
    /** Cortical bone opaque, spongy bone less, everything else away. */
    BONE(
            400,
            1000,
            new TransferFunction.Point(130, 0, 0.75, 0.55, 0.4),
            new TransferFunction.Point(250, 0.15, 0.85, 0.68, 0.5),
            new TransferFunction.Point(450, 0.9, 0.95, 0.87, 0.74),
            new TransferFunction.Point(1200, 2.5, 1, 0.98, 0.93)),

    /** Vessels with contrast medium in red, bone behind and beside them in ivory. */
    VESSEL(
            250,
            500,
            new TransferFunction.Point(110, 0, 0.55, 0.05, 0.03),
            new TransferFunction.Point(180, 0.25, 0.75, 0.12, 0.08),
            new TransferFunction.Point(300, 1.0, 0.9, 0.3, 0.2),
            new TransferFunction.Point(450, 1.2, 0.95, 0.75, 0.55),
            new TransferFunction.Point(800, 1.5, 1, 0.95, 0.88)),

    /** The skin as a surface. */
    SOFT_TISSUE(
            0,
            600,
            new TransferFunction.Point(-350, 0, 0.55, 0.35, 0.25),
            new TransferFunction.Point(-150, 0.15, 0.82, 0.6, 0.47),
            new TransferFunction.Point(0, 0.5, 0.9, 0.68, 0.55),
            new TransferFunction.Point(80, 0.8, 0.85, 0.5, 0.4),
            new TransferFunction.Point(300, 1.5, 0.98, 0.92, 0.82));

    private final double center;
    private final double width;
    private final TransferFunction look;

    VolumePreset(double center, double width, TransferFunction.Point... points) {
        this.center = center;
        this.width = width;
        this.look = new TransferFunction(List.of(points));
    }

    /** Of the window that it was made for, HU; another one moves its opacities and colours. */
    public double center() {
        return center;
    }

    /** Likewise. */
    public double width() {
        return width;
    }

    TransferFunction look() {
        return look;
    }
}
