package dev.lightbox.engine.codec;

/**
 * A frame's samples, row by row, the samples of a pixel side by side. The arrays are shared, not copied: never write to them.
 * Whether {@link Bytes}, {@link Shorts} and {@link Ints} hold signed numbers is said by their {@link StoredFrame}.
 */
public sealed interface Samples {

    int length();

    long sizeInBytes();

    record Bytes(byte[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public long sizeInBytes() {
            return values.length;
        }
    }

    record Shorts(short[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public long sizeInBytes() {
            return 2L * values.length;
        }
    }

    record Ints(int[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public long sizeInBytes() {
            return 4L * values.length;
        }
    }

    record Floats(float[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public long sizeInBytes() {
            return 4L * values.length;
        }
    }

    record Doubles(double[] values) implements Samples {
        @Override
        public int length() {
            return values.length;
        }

        @Override
        public long sizeInBytes() {
            return 8L * values.length;
        }
    }
}
