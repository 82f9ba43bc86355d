package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Column;
import dev.lightbox.engine.phantom.scene.Ellipsoid;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;

/** A child's hand, fingers up: x across, z along the fingers, in mm; y is the direction of the rays. */
final class HandAnatomy {
    private HandAnatomy() {}

    /**
     * A ray of bones from the wrist.
     *
     * @param lengths of the metacarpal and the phalanges, in mm
     */
    private record Finger(double x, double z, double degrees, double radius, double... lengths) {}

    private static final Finger[] FINGERS = {
        new Finger(-17, -26, 14, 3.2, 32, 22, 13, 11),
        new Finger(-6, -24, 5, 3.4, 36, 25, 16, 12),
        new Finger(5, -24, -3, 3.5, 37, 27, 18, 12),
        new Finger(16, -25, -11, 3.3, 36, 24, 15, 11),
        new Finger(24, -32, -42, 3.6, 24, 20, 15),
    };

    static Scene scene() {
        Scene.Builder scene = Scene.builder();
        scene.add(Tissue.MUSCLE, Ellipsoid.of(0, 0, -12, 36, 11, 32));
        scene.add(Tissue.MUSCLE, new Column(0, 0, -78, 24, 16, 45));
        for (Finger finger : FINGERS) {
            addFinger(scene, finger, Tissue.MUSCLE, 5, 0);
        }
        for (Finger finger : FINGERS) {
            addFinger(scene, finger, Tissue.BONE, 0, 0);
            addFinger(scene, finger, Tissue.SPONGY_BONE, -1.2, 1);
        }
        for (int i = 0; i < 7; i++) {
            double x = -15 + 10 * (i % 4) + 4 * (i / 4);
            double z = -34 - 9 * (i / 4);
            scene.add(Tissue.BONE, Ellipsoid.of(x, 0, z, 4.6, 4.4, 4));
            scene.add(Tissue.SPONGY_BONE, Ellipsoid.of(x, 0, z, 3.6, 3.4, 3));
        }
        scene.add(Tissue.BONE, new Capsule(9, 0, -60, 9, 0, -125, 7));
        scene.add(Tissue.SPONGY_BONE, new Capsule(9, 0, -60, 9, 0, -125, 4.5));
        scene.add(Tissue.BONE, new Capsule(-13, 0, -60, -13, 0, -125, 5));
        scene.add(Tissue.SPONGY_BONE, new Capsule(-13, 0, -60, -13, 0, -125, 3));
        return scene.build();
    }

    private static void addFinger(Scene.Builder scene, Finger finger, Tissue tissue, double wider, double shorter) {
        double angle = StrictMath.toRadians(finger.degrees());
        // Rising angles turn away from z towards −x, the little finger's side.
        double dx = -StrictMath.sin(angle);
        double dz = StrictMath.cos(angle);
        double along = 0;
        for (double length : finger.lengths()) {
            double from = along + 2 + shorter;
            double to = along + length - 2 - shorter;
            scene.add(
                    tissue,
                    new Capsule(
                            finger.x() + from * dx,
                            0,
                            finger.z() + from * dz,
                            finger.x() + to * dx,
                            0,
                            finger.z() + to * dz,
                            finger.radius() + wider));
            along += length + 2;
        }
    }
}
