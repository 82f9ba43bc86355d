package dev.lightbox.engine.codec.jpeg;

/**
 * One colour component of a frame header (T.81 B.2.2).
 *
 * @param id component identifier, 0–255
 * @param horizontal horizontal sampling factor, 1–4
 * @param vertical vertical sampling factor, 1–4
 * @param quantization its quantisation table, 0–3
 */
record JpegComponent(int id, int horizontal, int vertical, int quantization) {}
