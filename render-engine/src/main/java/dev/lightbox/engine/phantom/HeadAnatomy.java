package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Column;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;

/** Head and neck: z from 0 (the neck's root) to 232 mm (the vertex), the nose at negative y. */
final class HeadAnatomy {
    private HeadAnatomy() {}

    /** Skin, fat and muscle, to be painted before what is inside. */
    static void addHull(Scene.Builder scene) {
        // From the outside in: skin, a thin layer of fat, muscle.
        double[] depths = {0, 2, 5};
        Tissue[] tissues = {Tissue.MUSCLE, Tissue.FAT, Tissue.MUSCLE};
        for (int i = 0; i < depths.length; i++) {
            double in = depths[i];
            scene.add(tissues[i], Ellipsoid.of(0, 8, 134, 78 - in, 98 - in, 98 - in));
            scene.add(tissues[i], Ellipsoid.of(0, -34, 68, 58 - in, 58 - in, 56 - in));
            scene.add(tissues[i], new Column(0, 22, 20, 60 - in, 58 - in, 70));
            scene.add(tissues[i], new Capsule(0, -86, 112, 0, -102, 92, 10 - in));
            scene.add(tissues[i], Ellipsoid.of(-80, 24, 104, 6 - in, 16 - in, 28 - in));
            scene.add(tissues[i], Ellipsoid.of(80, 24, 104, 6 - in, 16 - in, 28 - in));
        }
    }

    static void addOrgans(Scene.Builder scene) {
        addSkullAndBrain(scene);
        addVentricles(scene);
        addFace(scene);
        addAirway(scene);
    }

    private static void addSkullAndBrain(Scene.Builder scene) {
        scene.add(Tissue.BONE, Ellipsoid.of(0, 10, 142, 71, 88, 86));
        scene.add(Tissue.SPONGY_BONE, Ellipsoid.of(0, 10, 142, 69, 86, 84));
        scene.add(Tissue.BONE, Ellipsoid.of(0, 10, 142, 66, 83, 81));
        scene.add(Tissue.CEREBROSPINAL_FLUID, Ellipsoid.of(0, 10, 142, 64, 81, 79));
        scene.add(Tissue.GREY_MATTER, Ellipsoid.of(0, 10, 142, 62, 79, 77));
        scene.add(Tissue.WHITE_MATTER, Ellipsoid.of(-29, 10, 145, 27, 70, 64));
        scene.add(Tissue.WHITE_MATTER, Ellipsoid.of(29, 10, 145, 27, 70, 64));
        addSulci(scene);
        // The fissure between the hemispheres, and the falx in it.
        scene.add(Tissue.CEREBROSPINAL_FLUID, Ellipsoid.of(0, 8, 176, 1.8, 72, 44));
        scene.add(Tissue.MUSCLE, Ellipsoid.of(0, 8, 176, 0.9, 76, 45));
        scene.add(Tissue.GREY_MATTER, Ellipsoid.of(0, 56, 100, 46, 28, 24));
        scene.add(Tissue.WHITE_MATTER, Ellipsoid.of(-20, 54, 100, 16, 14, 10));
        scene.add(Tissue.WHITE_MATTER, Ellipsoid.of(20, 54, 100, 16, 14, 10));
        // The bone between cerebellum and face: petrous bones, clivus.
        scene.add(Tissue.BONE, new Capsule(-56, 24, 94, -18, 2, 96, 11));
        scene.add(Tissue.BONE, new Capsule(56, 24, 94, 18, 2, 96, 11));
        scene.add(Tissue.BONE, new Capsule(0, 2, 108, 0, 14, 78, 7));
        for (int side = -1; side <= 1; side += 2) {
            for (int cell = 0; cell < 14; cell++) {
                double x = side * (50 + 12 * Noise.uniform(11, cell));
                double y = 24 + 16 * Noise.uniform(12, cell);
                double z = 84 + 22 * Noise.uniform(13, cell);
                scene.add(Tissue.AIR, Ellipsoid.sphere(x, y, z, 1.4 + Noise.uniform(14, cell)));
            }
            scene.add(Tissue.AIR, new Capsule(side * 84, 20, 102, side * 52, 20, 98, 3));
        }
        scene.add(Tissue.WHITE_MATTER, Ellipsoid.of(0, 26, 112, 17, 14, 20));
        scene.add(Tissue.WHITE_MATTER, new Capsule(0, 28, 112, 0, 36, 66, 8));
    }

    /** Furrows: thin fluid-filled spokes, spread evenly over the brain's surface by the golden angle. */
    private static void addSulci(Scene.Builder scene) {
        int count = 160;
        for (int i = 0; i < count; i++) {
            double z = 0.98 - 1.35 * i / count;
            double angle = i * 2.399963229728653;
            double ring = Math.sqrt(1 - z * z);
            double x = ring * StrictMath.cos(angle);
            double y = ring * StrictMath.sin(angle);
            double deep = 0.74 + 0.1 * Noise.uniform(21, i);
            scene.add(
                    Tissue.CEREBROSPINAL_FLUID,
                    new Capsule(
                            62 * x,
                            10 + 79 * y,
                            142 + 77 * z,
                            62 * x * deep,
                            10 + 79 * y * deep,
                            142 + 77 * z * deep,
                            1.2 + 0.6 * Noise.uniform(22, i)));
        }
    }

    private static void addVentricles(Scene.Builder scene) {
        for (int side = -1; side <= 1; side += 2) {
            scene.add(
                    Tissue.GREY_MATTER,
                    Ellipsoid.of(side * 24, 2, 144, 8, 18, 13).turned(side * 18));
            scene.add(
                    Tissue.CEREBROSPINAL_FLUID,
                    Ellipsoid.of(side * 11, 0, 160, 6, 34, 9).turned(side * -9));
            scene.add(Tissue.CEREBROSPINAL_FLUID, new Capsule(side * 15, 30, 158, side * 24, 48, 150, 5));
            scene.add(Tissue.CEREBROSPINAL_FLUID, new Capsule(side * 30, 26, 148, side * 34, 2, 128, 3));
            scene.add(Tissue.CALCIFICATION, Ellipsoid.sphere(side * 20, 40, 155, 2));
        }
        scene.add(Tissue.CEREBROSPINAL_FLUID, Ellipsoid.of(0, 6, 142, 2.5, 14, 12));
        scene.add(Tissue.CEREBROSPINAL_FLUID, Ellipsoid.of(0, 38, 104, 6, 5, 11));
        scene.add(Tissue.CEREBROSPINAL_FLUID, Ellipsoid.of(0, -6, 116, 14, 8, 6));
        scene.add(Tissue.CALCIFICATION, Ellipsoid.sphere(0, 26, 146, 3));
    }

    private static void addFace(Scene.Builder scene) {
        scene.add(Tissue.BONE, Ellipsoid.of(0, -58, 92, 46, 26, 26));
        scene.add(Tissue.SPONGY_BONE, Ellipsoid.of(0, -58, 92, 43, 23, 23));
        for (int side = -1; side <= 1; side += 2) {
            scene.add(Tissue.BONE, Ellipsoid.of(side * 32, -54, 124, 22, 24, 21));
            scene.add(Tissue.FAT, Ellipsoid.of(side * 32, -56, 124, 19.5, 23, 18.5));
            scene.add(Tissue.WHITE_MATTER, new Capsule(side * 30, -52, 124, side * 12, -20, 122, 2));
            scene.add(Tissue.MUSCLE, new Capsule(side * 44, -58, 124, side * 20, -30, 122, 2));
            scene.add(Tissue.WATER, Ellipsoid.sphere(side * 32, -64, 124, 12));
            scene.add(Tissue.CARTILAGE, Ellipsoid.of(side * 32, -73, 124, 4.5, 2, 4.5));
            scene.add(Tissue.AIR, Ellipsoid.of(side * 27, -58, 92, 12, 15, 16));
            scene.add(Tissue.AIR, Ellipsoid.of(side * 11, -76, 146, 9, 4, 8));
            scene.add(Tissue.AIR, Ellipsoid.of(side * 7, -22, 104, 5, 8, 7));
            scene.add(Tissue.AIR, new Capsule(side * 4, -78, 80, side * 4, -36, 82, 2.5));
            scene.add(Tissue.AIR, new Capsule(side * 4, -84, 96, side * 4, -36, 96, 2));
            // Cheekbone, and the ascending branch of the jaw.
            scene.add(Tissue.BONE, new Capsule(side * 44, -60, 106, side * 62, -10, 100, 4));
            scene.add(Tissue.BONE, new Capsule(side * 50, -8, 48, side * 54, 2, 92, 5));
        }
        for (int i = 0; i < 16; i++) {
            double from = StrictMath.toRadians(-90 + i * 11.25);
            double to = StrictMath.toRadians(-90 + (i + 1) * 11.25);
            scene.add(Tissue.BONE, jaw(from, to, 7));
            scene.add(Tissue.SPONGY_BONE, jaw(from, to, 4.5));
        }
        for (int tooth = 0; tooth < 14; tooth++) {
            double angle = StrictMath.toRadians(-78 + tooth * 12);
            double x = 31 * StrictMath.sin(angle);
            double y = -36 - 42 * StrictMath.cos(angle);
            scene.add(Tissue.ENAMEL, new Capsule(x, y, 54, x, y, 60, 2.8));
            scene.add(Tissue.ENAMEL, new Capsule(x, y, 67, x, y, 73, 2.8));
        }
        scene.add(Tissue.MUSCLE, Ellipsoid.of(0, -38, 62, 24, 28, 16));
        scene.add(Tissue.AIR, Ellipsoid.of(0, -44, 75, 16, 20, 2));
    }

    private static Capsule jaw(double from, double to, double radius) {
        return new Capsule(
                44 * StrictMath.sin(from),
                -16 - 55 * StrictMath.cos(from),
                44,
                44 * StrictMath.sin(to),
                -16 - 55 * StrictMath.cos(to),
                44,
                radius);
    }

    private static void addAirway(Scene.Builder scene) {
        scene.add(Tissue.AIR, Ellipsoid.of(0, -16, 74, 11, 6, 26));
        scene.add(Tissue.AIR, Ellipsoid.of(0, -14, 46, 8, 7, 20));
        scene.add(Tissue.CARTILAGE, new Capsule(0, -16, 26, 0, -14, 4, 12));
        scene.add(Tissue.AIR, new Capsule(0, -16, 40, 0, -14, 0, 8));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(-28, 4, 76, -24, 2, -20, 4));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(28, 4, 76, 24, 2, -20, 4));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(-36, 8, 70, -32, 2, -20, 5.5));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(36, 8, 70, 32, 2, -20, 5.5));
    }
}
