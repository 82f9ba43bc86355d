package dev.lightbox.engine.volume;

/** What is filled while a plane is taken: values and cover, row by row. */
record Picture(int width, int height, float[] values, byte[] cover) {

    Picture(int width, int height) {
        this(width, height, new float[Math.multiplyExact(width, height)], new byte[Math.multiplyExact(width, height)]);
    }
}
