package dev.lightbox.engine.kernel;

/** The loops as one would write them. */
final class PlainLoops implements PixelLoops {

    @Override
    public void extract(short[] cells, int left, int right, boolean signed) {
        if (signed) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (short) ((short) (cells[i] << left) >> right);
            }
        } else {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (short) ((cells[i] << left & 0xFFFF) >> right);
            }
        }
    }

    @Override
    public void straight(short[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        int mask = line.signed() ? -1 : 0xFFFF;
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (byte) line.level(in[from + i] & mask);
        }
    }

    @Override
    public void straight(byte[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        int mask = line.signed() ? -1 : 0xFF;
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (byte) line.level(in[from + i] & mask);
        }
    }

    @Override
    public void linear(float[] in, int count, float base, float factor, float summand, byte[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (byte) Math.max(0, Math.min(255, (int) ((in[i] - base) * factor + summand)));
        }
    }

    @Override
    public void round(float[] in, int count, byte[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (byte) Math.max(0, Math.min(255, (int) (in[i] + 0.5f)));
        }
    }

    @Override
    public void toFloat(byte[] in, int from, int count, boolean signed, float[] out) {
        int mask = signed ? -1 : 0xFF;
        for (int i = 0; i < count; i++) {
            out[i] = in[from + i] & mask;
        }
    }

    @Override
    public void toFloat(short[] in, int from, int count, boolean signed, float[] out) {
        int mask = signed ? -1 : 0xFFFF;
        for (int i = 0; i < count; i++) {
            out[i] = in[from + i] & mask;
        }
    }

    @Override
    public void scale(float[] line, float weight, float[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] = weight * line[i];
        }
    }

    @Override
    public void accumulate(float[] line, float weight, float[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += weight * line[i];
        }
    }

    @Override
    public void gather(float[] line, int stride, int[] first, int[] counts, float[] weights, int count, float[] out) {
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int t = 0, from = first[i]; t < counts[i]; t++, from += stride) {
                sum += weights[t * count + i] * line[from];
            }
            out[i] = sum;
        }
    }
}
