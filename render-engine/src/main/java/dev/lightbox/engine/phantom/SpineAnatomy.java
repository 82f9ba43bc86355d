package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Column;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.phantom.scene.Tissue;

/** Vertebrae C2 to L2, with the spinal canal through them. */
final class SpineAnatomy {
    private SpineAnatomy() {}

    static void addTo(Scene.Builder scene) {
        for (int cervical = 0; cervical < 6; cervical++) {
            addVertebra(scene, 56 - 16 * cervical, 16, 10, 9);
        }
        for (int lower = 0; lower < 14; lower++) {
            double size = 1 + 0.025 * lower;
            addVertebra(scene, -41 - 24 * lower, 24, 16 * size, 13 * size);
        }
        for (double z = 70; z > -390; z -= 10) {
            scene.add(Tissue.CEREBROSPINAL_FLUID, new Capsule(0, canalY(z), z, 0, canalY(z - 10), z - 10, 7.5));
            scene.add(Tissue.WHITE_MATTER, new Capsule(0, canalY(z), z, 0, canalY(z - 10), z - 10, 4.5));
        }
    }

    /** The canal's y at a height: bent forward in the neck, backward in the chest. */
    private static double canalY(double z) {
        double chest = (z + 190) / 190;
        return z > 0 ? 46 - 0.1 * z : 46 + 32 * Math.max(0, 1 - chest * chest);
    }

    private static void addVertebra(Scene.Builder scene, double z, double pitch, double radiusX, double radiusY) {
        double canal = canalY(z);
        double y = canal - 9 - radiusY;
        double half = 0.40 * pitch;
        scene.add(Tissue.CARTILAGE, new Column(0, y, z - pitch / 2, radiusX - 1, radiusY - 1, pitch / 2));
        scene.add(Tissue.BONE, new Column(0, y, z, radiusX, radiusY, half));
        scene.add(Tissue.SPONGY_BONE, new Column(0, y, z, radiusX - 2, radiusY - 2, half - 1.5));
        scene.add(Tissue.BONE, new Column(0, canal, z, 12, 12, half * 0.7));
        scene.add(Tissue.BONE, new Capsule(0, canal + 10, z, 0, canal + 22, z - pitch * 0.4, 3.5));
        for (int side = -1; side <= 1; side += 2) {
            scene.add(Tissue.BONE, new Capsule(side * 10, canal, z, side * (16 + radiusX), canal + 6, z + 2, 4));
        }
    }
}
