package dev.lightbox.engine.codec.jpeg2000;

/**
 * Where a component's samples belong in the frame, and how they become stored integers: shifted to their range and clamped to it (T.800 G.1).
 *
 * @param summand the level shift of unsigned components
 * @param stepX frame columns a sample of this component
 */
record ComponentMapping(int summand, int least, int greatest, int stepX, int stepY) {

    static ComponentMapping of(ImageSize size, int component) {
        int precision = size.precision()[component];
        boolean signed = size.signed()[component];
        int half = 1 << (precision - 1);
        return new ComponentMapping(
                signed ? 0 : half,
                signed ? -half : 0,
                signed ? half - 1 : 2 * half - 1,
                size.stepX()[component] / size.stepX()[0],
                size.stepY()[component] / size.stepY()[0]);
    }
}
