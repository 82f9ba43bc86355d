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

    @Override
    public void paeth(byte[] pixels, int from, int count, int left, int up, byte[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            int at = from + i;
            int a = pixels[at - left] & 0xFF;
            int b = pixels[at - up] & 0xFF;
            int c = pixels[at - up - left] & 0xFF;
            int toA = Math.abs(b - c);
            int toB = Math.abs(a - c);
            int toC = Math.abs(a + b - 2 * c);
            int nearest = toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
            out[outAt + i] = (byte) (pixels[at] - nearest);
        }
    }

    @Override
    public void forwardDct(
            byte[] band, int stride, int blocks, float[] factors, float[] scratch, short[] out, long[] nonZero) {
        int width = 8 * blocks;
        for (int x = 0; x < width; x++) {
            float x0 = (band[0 * stride + x] & 0xFF) - 128;
            float x1 = (band[1 * stride + x] & 0xFF) - 128;
            float x2 = (band[2 * stride + x] & 0xFF) - 128;
            float x3 = (band[3 * stride + x] & 0xFF) - 128;
            float x4 = (band[4 * stride + x] & 0xFF) - 128;
            float x5 = (band[5 * stride + x] & 0xFF) - 128;
            float x6 = (band[6 * stride + x] & 0xFF) - 128;
            float x7 = (band[7 * stride + x] & 0xFF) - 128;
            float s0 = x0 + x7;
            float s1 = x1 + x6;
            float s2 = x2 + x5;
            float s3 = x3 + x4;
            float d0 = x0 - x7;
            float d1 = x1 - x6;
            float d2 = x2 - x5;
            float d3 = x3 - x4;
            float a = s0 + s3;
            float b = s0 - s3;
            float c = s1 + s2;
            float d = s1 - s2;
            float e = (d + b) * HALF_ROOT;
            float f = d3 + d2;
            float g = d2 + d1;
            float h = d1 + d0;
            float k = (f - h) * K1;
            float m = f * K2 + k;
            float n = h * K3 + k;
            float o = g * HALF_ROOT;
            float p = d0 + o;
            float q = d0 - o;
            scratch[0 * width + x] = a + c;
            scratch[1 * width + x] = p + n;
            scratch[2 * width + x] = b + e;
            scratch[3 * width + x] = q - m;
            scratch[4 * width + x] = a - c;
            scratch[5 * width + x] = q + m;
            scratch[6 * width + x] = b - e;
            scratch[7 * width + x] = p - n;
        }
        float[] line = new float[8];
        for (int block = 0; block < blocks; block++) {
            long mask = 0;
            for (int v = 0; v < 8; v++) {
                int at = v * width + 8 * block;
                float x0 = scratch[at];
                float x1 = scratch[at + 1];
                float x2 = scratch[at + 2];
                float x3 = scratch[at + 3];
                float x4 = scratch[at + 4];
                float x5 = scratch[at + 5];
                float x6 = scratch[at + 6];
                float x7 = scratch[at + 7];
                float s0 = x0 + x7;
                float s1 = x1 + x6;
                float s2 = x2 + x5;
                float s3 = x3 + x4;
                float d0 = x0 - x7;
                float d1 = x1 - x6;
                float d2 = x2 - x5;
                float d3 = x3 - x4;
                float a = s0 + s3;
                float b = s0 - s3;
                float c = s1 + s2;
                float d = s1 - s2;
                float e = (d + b) * HALF_ROOT;
                float f = d3 + d2;
                float g = d2 + d1;
                float h = d1 + d0;
                float k = (f - h) * K1;
                float m = f * K2 + k;
                float n = h * K3 + k;
                float o = g * HALF_ROOT;
                float p = d0 + o;
                float q = d0 - o;
                line[0] = a + c;
                line[1] = p + n;
                line[2] = b + e;
                line[3] = q - m;
                line[4] = a - c;
                line[5] = q + m;
                line[6] = b - e;
                line[7] = p - n;
                int to = 64 * (block & ~1) + 8 * (block & 1) + v;
                for (int u = 0; u < 8; u++) {
                    float rounded = line[u] * factors[16 * u + v] + StraightLine.MAGIC;
                    int value = Float.floatToRawIntBits(rounded) - StraightLine.MAGIC_BITS;
                    int clamped = Math.max(-1023, Math.min(1023, value));
                    out[to + 16 * u] = (short) clamped;
                    if (clamped != 0) {
                        mask |= 1L << (8 * u + v);
                    }
                }
            }
            nonZero[block] = mask;
        }
    }
}
