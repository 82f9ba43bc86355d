package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Column;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;

/** Shoulders, chest and upper abdomen: z from 0 down to −400 mm; the patient's left at positive x, the back at positive y. */
final class ThoraxAnatomy {
    private static final double CHEST_CENTRE_Z = -190;
    private static final double CHEST_RADIUS_X = 172;
    private static final double CHEST_RADIUS_Y = 114;
    private static final double CHEST_RADIUS_Z = 200;

    private ThoraxAnatomy() {}

    /** Skin, fat and muscle, to be painted before what is inside. */
    static void addHull(Scene.Builder scene) {
        double[] depths = {0, 2, 14};
        Tissue[] tissues = {Tissue.MUSCLE, Tissue.FAT, Tissue.MUSCLE};
        for (int i = 0; i < depths.length; i++) {
            double in = depths[i];
            scene.add(
                    tissues[i],
                    Ellipsoid.of(0, 0, CHEST_CENTRE_Z, CHEST_RADIUS_X - in, CHEST_RADIUS_Y - in, CHEST_RADIUS_Z - in));
            scene.add(tissues[i], Ellipsoid.of(0, 18, -70, 200 - in, 76 - in, 62 - in));
            scene.add(tissues[i], Ellipsoid.of(0, 0, -320, CHEST_RADIUS_X - 4 - in, CHEST_RADIUS_Y - 2 - in, 190 - in));
        }
    }

    static void addOrgans(Scene.Builder scene) {
        addLungs(scene);
        addAbdomen(scene);
        addHeartAndVessels(scene);
        addBronchi(scene);
        addShoulders(scene);
        addRibs(scene);
    }

    private static void addLungs(Scene.Builder scene) {
        scene.add(Tissue.LUNG, Ellipsoid.of(-72, 4, -165, 58, 80, 132));
        scene.add(Tissue.LUNG, Ellipsoid.of(70, 4, -165, 56, 78, 132));
        scene.add(Tissue.FAT, Ellipsoid.of(0, -4, -130, 28, 64, 110));
        scene.add(Tissue.MUSCLE, new Column(0, 56, -165, 24, 30, 135));
        for (int side = -1; side <= 1; side += 2) {
            addVesselTree(scene, side, side * 30, 12, -128, side, 0.15, -0.35, 5, 0);
            addVesselTree(scene, side * 2L, side * 30, 8, -122, side, -0.25, 0.55, 4.5, 0);
            addVesselTree(scene, side * 3L, side * 34, 14, -140, side * 0.6, 0.3, -0.9, 5, 0);
        }
    }

    /** A vessel from (x, y, z) along a direction, that splits in three, four times over: thinner and shorter each time. */
    private static void addVesselTree(
            Scene.Builder scene,
            long seed,
            double x,
            double y,
            double z,
            double dx,
            double dy,
            double dz,
            double radius,
            int depth) {
        double scale = (28 - 5 * depth) / Math.sqrt(dx * dx + dy * dy + dz * dz);
        double ex = x + dx * scale;
        double ey = y + dy * scale;
        double ez = z + dz * scale;
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(x, y, z, ex, ey, ez, radius));
        if (depth == 3) {
            return;
        }
        for (int branch = 0; branch < 3; branch++) {
            long child = Noise.mix(seed * 7 + branch + 1000L * depth);
            addVesselTree(
                    scene,
                    child,
                    ex,
                    ey,
                    ez,
                    dx + 1.4 * (Noise.uniform(child, 1) - 0.5),
                    dy + 1.8 * (Noise.uniform(child, 2) - 0.5),
                    dz + 1.6 * (Noise.uniform(child, 3) - 0.5),
                    radius * 0.62,
                    depth + 1);
        }
    }

    private static void addAbdomen(Scene.Builder scene) {
        scene.add(Tissue.FAT, Ellipsoid.of(0, -5, -360, 148, 86, 80));
        scene.add(Tissue.LIVER, Ellipsoid.of(-52, -4, -318, 92, 80, 100));
        scene.add(Tissue.LIVER, Ellipsoid.of(20, -30, -290, 60, 42, 50));
        scene.add(Tissue.MUSCLE, Ellipsoid.of(74, -8, -318, 56, 58, 92));
        scene.add(Tissue.WATER, Ellipsoid.of(74, -8, -318, 51, 53, 87));
        scene.add(Tissue.AIR, Ellipsoid.of(74, -34, -270, 34, 22, 26));
        scene.add(Tissue.HEART_MUSCLE, Ellipsoid.of(108, 48, -310, 26, 34, 52));
        scene.add(Tissue.MUSCLE, new Column(0, 50, -340, 52, 34, 60));
    }

    private static void addHeartAndVessels(Scene.Builder scene) {
        scene.add(Tissue.FAT, Ellipsoid.of(24, -24, -188, 58, 50, 60).turned(30));
        scene.add(Tissue.HEART_MUSCLE, Ellipsoid.of(26, -24, -190, 53, 44, 55).turned(30));
        scene.add(Tissue.ENHANCED_BLOOD, Ellipsoid.of(44, -14, -198, 22, 18, 34).turned(30));
        scene.add(Tissue.ENHANCED_BLOOD, Ellipsoid.of(14, -44, -196, 30, 14, 36).turned(24));
        scene.add(Tissue.ENHANCED_BLOOD, Ellipsoid.of(-16, -22, -176, 16, 18, 24));
        scene.add(Tissue.ENHANCED_BLOOD, Ellipsoid.of(14, 12, -164, 26, 14, 18));
        // Aorta: up, over the left main bronchus, and down along the spine.
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(6, -20, -160, -6, -22, -104, 14));
        for (int i = 0; i < 10; i++) {
            double from = Math.PI * i / 10;
            double to = Math.PI * (i + 1) / 10;
            scene.add(
                    Tissue.ENHANCED_BLOOD,
                    new Capsule(
                            8 - 14 * StrictMath.cos(from),
                            6 - 30 * StrictMath.cos(from),
                            -104 + 26 * StrictMath.sin(from),
                            8 - 14 * StrictMath.cos(to),
                            6 - 30 * StrictMath.cos(to),
                            -104 + 26 * StrictMath.sin(to),
                            12));
        }
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(22, 36, -104, 16, 38, -395, 11));
        scene.add(Tissue.CALCIFICATION, new Capsule(32, 38, -112, 32, 38, -124, 1.5));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(-24, -18, -50, -20, -18, -160, 8));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(16, -30, -165, 20, -6, -122, 12));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(20, -4, -124, -40, 4, -126, 8));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(20, -4, -122, 46, 10, -124, 8));
        scene.add(Tissue.ENHANCED_BLOOD, new Capsule(-22, 0, -250, -16, 14, -395, 9));
        scene.add(Tissue.MUSCLE, new Capsule(2, 26, -20, 4, 32, -290, 7));
        scene.add(Tissue.AIR, new Capsule(2, 26, -20, 4, 32, -180, 1.5));
    }

    private static void addBronchi(Scene.Builder scene) {
        scene.add(Tissue.CARTILAGE, new Capsule(0, -14, 0, 0, 8, -104, 10.5));
        scene.add(Tissue.CARTILAGE, new Capsule(0, 8, -106, -40, 14, -134, 8));
        scene.add(Tissue.CARTILAGE, new Capsule(0, 8, -106, 46, 16, -138, 7.5));
        scene.add(Tissue.AIR, new Capsule(0, -14, 2, 0, 8, -104, 9));
        scene.add(Tissue.AIR, new Capsule(0, 8, -106, -40, 14, -134, 6.5));
        scene.add(Tissue.AIR, new Capsule(0, 8, -106, 46, 16, -138, 6));
    }

    private static void addShoulders(Scene.Builder scene) {
        for (int side = -1; side <= 1; side += 2) {
            scene.add(Tissue.BONE, Ellipsoid.of(side * 96, 68, -112, 32, 4, 50).turned(side * -28));
            scene.add(Tissue.BONE, new Capsule(side * 84, 62, -74, side * 136, 28, -48, 6));
            scene.add(Tissue.BONE, Ellipsoid.sphere(side * 152, 20, -68, 23));
            scene.add(Tissue.SPONGY_BONE, Ellipsoid.sphere(side * 152, 20, -68, 20.5));
            scene.add(Tissue.BONE, new Capsule(side * 16, -50, -52, side * 134, 4, -44, 6));
            scene.add(Tissue.SPONGY_BONE, new Capsule(side * 16, -50, -52, side * 134, 4, -44, 3.5));
        }
    }

    private static void addRibs(Scene.Builder scene) {
        for (int rib = 0; rib < 11; rib++) {
            double z = -48 - 24 * rib;
            double drop = 34 + 4 * rib;
            for (int side = -1; side <= 1; side += 2) {
                addRib(scene, side, z, drop, 12, 138, 5.5, Tissue.BONE);
                addRib(scene, side, z, drop, 12, 138, 3.5, Tissue.SPONGY_BONE);
                if (rib < 7) {
                    addRib(scene, side, z, drop, 138, 171, 5, Tissue.CARTILAGE);
                }
            }
        }
        for (int piece = 0; piece < 5; piece++) {
            double z = -72 - 26 * piece;
            double y = 19 - CHEST_RADIUS_Y * chestScale(z);
            scene.add(Tissue.BONE, Ellipsoid.of(0, y, z, 17, 6, 16));
            scene.add(Tissue.SPONGY_BONE, Ellipsoid.of(0, y, z, 14.5, 4, 14));
        }
    }

    /** Part of a rib, from one angle to another: 0° is at the spine, 90° at the side, 180° at the breastbone. */
    private static void addRib(
            Scene.Builder scene,
            int side,
            double z,
            double drop,
            double fromDegrees,
            double toDegrees,
            double radius,
            Tissue tissue) {
        int pieces = (int) Math.ceil((toDegrees - fromDegrees) / 9);
        double[] previous = ribPoint(side, z, drop, fromDegrees);
        for (int i = 1; i <= pieces; i++) {
            double[] next = ribPoint(side, z, drop, fromDegrees + (toDegrees - fromDegrees) * i / pieces);
            scene.add(tissue, new Capsule(previous[0], previous[1], previous[2], next[0], next[1], next[2], radius));
            previous = next;
        }
    }

    private static double[] ribPoint(int side, double z, double drop, double degrees) {
        double angle = StrictMath.toRadians(degrees);
        double height = z - drop * (1 - StrictMath.cos(angle)) / 2;
        double scale = chestScale(height);
        return new double[] {
            side * (CHEST_RADIUS_X * scale - 24) * StrictMath.sin(angle),
            (CHEST_RADIUS_Y * scale - 22) * StrictMath.cos(angle),
            height
        };
    }

    private static double chestScale(double z) {
        double w = Math.max(0, z - CHEST_CENTRE_Z) / CHEST_RADIUS_Z;
        return Math.sqrt(Math.max(0.04, 1 - w * w));
    }
}
