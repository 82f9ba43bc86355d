package dev.lightbox.engine.phantom.scene;

/**
 * A solid of one tissue.
 *
 * @param reach a box beyond which the solid changes no value
 */
record Part(Shape shape, Tissue tissue, Bounds reach) {
    Part(Shape shape, Tissue tissue) {
        this(shape, tissue, shape.bounds().grown(Scene.EDGE_MM));
    }
}
