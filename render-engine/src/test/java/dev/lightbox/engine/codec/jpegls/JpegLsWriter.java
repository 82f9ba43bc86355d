package dev.lightbox.engine.codec.jpegls;

import java.io.ByteArrayOutputStream;

/**
 * Writes JPEG-LS straight from T.87 Annex A, slowly and in the standard's own variables, for what no tool at hand writes: restart intervals, point transforms,
 * one component a scan of several.
 *
 * @param interleave 0 one component a scan, 1 by line, 2 by sample
 * @param linesPerRestart 0 for no restarts
 */
record JpegLsWriter(
        int columns,
        int rows,
        int components,
        int precision,
        int near,
        int interleave,
        int shift,
        int linesPerRestart) {

    private static final int[] J = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    JpegLsWriter(int columns, int rows, int components, int precision, int near, int interleave) {
        this(columns, rows, components, precision, near, interleave, 0, 0);
    }

    /**
     * @param values interleaved, as they are before the point transform
     */
    byte[] write(int[] values) {
        Bits out = new Bits();
        out.marker(0xD8);
        byte[] frame = new byte[6 + 3 * components];
        frame[0] = (byte) precision;
        frame[1] = (byte) (rows >> 8);
        frame[2] = (byte) rows;
        frame[3] = (byte) (columns >> 8);
        frame[4] = (byte) columns;
        frame[5] = (byte) components;
        for (int c = 0; c < components; c++) {
            frame[6 + 3 * c] = (byte) (c + 1);
            frame[7 + 3 * c] = 0x11;
        }
        out.segment(0xF7, frame);
        if (linesPerRestart > 0) {
            out.segment(0xDD, new byte[] {(byte) (linesPerRestart >> 8), (byte) linesPerRestart});
        }
        int together = interleave == 0 ? 1 : components;
        for (int c = 0; c < components; c += together) {
            byte[] header = new byte[4 + 2 * together];
            header[0] = (byte) together;
            for (int i = 0; i < together; i++) {
                header[1 + 2 * i] = (byte) (c + i + 1);
            }
            header[header.length - 3] = (byte) near;
            header[header.length - 2] = (byte) (together == 1 ? 0 : interleave);
            header[header.length - 1] = (byte) shift;
            out.segment(0xDA, header);
            scan(out, values, c, together);
        }
        out.marker(0xD9);
        return out.bytes.toByteArray();
    }

    private void scan(Bits out, int[] values, int from, int count) {
        for (int first = 0, number = 0; first < rows; number++) {
            int last = linesPerRestart == 0 ? rows : Math.min(rows, first + linesPerRestart);
            if (number > 0) {
                out.marker(0xD0 + (number - 1) % 8);
            }
            Interval interval = new Interval(out, count);
            for (int y = first; y < last; y++) {
                int[][] line = new int[count][columns];
                for (int x = 0; x < columns; x++) {
                    for (int c = 0; c < count; c++) {
                        line[c][x] = values[(y * columns + x) * components + from + c] >> shift;
                    }
                }
                interval.line(line);
            }
            out.flush();
            first = last;
        }
    }

    /** The state between two restarts. */
    private final class Interval {

        private final Bits out;
        private final int max = (1 << precision) - 1;
        private final int range = (max + 2 * near) / (2 * near + 1) + 1;
        private final int qbpp = 32 - Integer.numberOfLeadingZeros(range - 1);
        private final int bpp = Math.max(2, precision);
        private final int limit = 2 * (bpp + Math.max(8, bpp));
        private final int[] a = new int[367];
        private final int[] b = new int[365];
        private final int[] c = new int[365];
        private final int[] n = new int[367];
        private final int[] nn = new int[2];
        private final int[] runIndex;
        private final int[] thresholds;
        /** Reconstructed samples of the line above, for each component: one before the first, one behind the last. */
        private int[][] above;

        Interval(Bits out, int count) {
            this.out = out;
            java.util.Arrays.fill(a, Math.max(2, (range + 32) / 64));
            java.util.Arrays.fill(n, 1);
            runIndex = new int[count];
            above = new int[count][columns + 2];
            int factor = max >= 128 ? (Math.min(max, 4095) + 128) / 256 : 256 / (max + 1);
            int[] basic = {3, 7, 21};
            int[] slope = {3, 5, 7};
            thresholds = new int[3];
            for (int i = 0; i < 3; i++) {
                int t = max >= 128
                        ? factor * (basic[i] - i - 2) + i + 2 + slope[i] * near
                        : Math.max(i + 2, basic[i] / factor + slope[i] * near);
                int low = i == 0 ? near + 1 : thresholds[i - 1];
                thresholds[i] = t > max || t < low ? low : t;
            }
        }

        void line(int[][] samples) {
            int count = samples.length;
            int[][] current = new int[count][columns + 2];
            for (int i = 0; i < count; i++) {
                above[i][columns + 1] = above[i][columns];
                current[i][0] = above[i][1];
            }
            if (interleave == 2 && count > 1) {
                interleaved(samples, current);
            } else {
                for (int i = 0; i < count; i++) {
                    alone(samples[i], current[i], above[i], i);
                }
            }
            above = current;
        }

        private void alone(int[] samples, int[] current, int[] up, int component) {
            int x = 1;
            while (x <= columns) {
                int context = context(current, up, x);
                if (context != 0) {
                    current[x] = regular(context, current[x - 1], up[x], up[x - 1], samples[x - 1]);
                    x++;
                    continue;
                }
                int run = 0;
                while (x + run <= columns && Math.abs(samples[x + run - 1] - current[x - 1]) <= near) {
                    current[x + run] = current[x - 1];
                    run++;
                }
                boolean end = x + run > columns;
                runLength(run, end, component);
                x += run;
                if (!end) {
                    int ra = current[x - 1];
                    int rb = up[x];
                    int type = Math.abs(ra - rb) <= near ? 1 : 0;
                    current[x] =
                            interruption(samples[x - 1], type == 1 ? ra : rb, type == 0 && ra > rb, type, component);
                    runIndex[component] = Math.max(0, runIndex[component] - 1);
                    x++;
                }
            }
        }

        private void interleaved(int[][] samples, int[][] current) {
            int count = samples.length;
            int x = 1;
            while (x <= columns) {
                boolean flat = true;
                for (int i = 0; i < count; i++) {
                    flat &= context(current[i], above[i], x) == 0;
                }
                if (!flat) {
                    for (int i = 0; i < count; i++) {
                        current[i][x] = regular(
                                context(current[i], above[i], x),
                                current[i][x - 1],
                                above[i][x],
                                above[i][x - 1],
                                samples[i][x - 1]);
                    }
                    x++;
                    continue;
                }
                int run = 0;
                while (x + run <= columns && near(samples, current, x, run)) {
                    for (int i = 0; i < count; i++) {
                        current[i][x + run] = current[i][x - 1];
                    }
                    run++;
                }
                boolean end = x + run > columns;
                runLength(run, end, 0);
                x += run;
                if (!end) {
                    for (int i = 0; i < count; i++) {
                        // B.3: the interrupting samples are all of type 0.
                        int rb = above[i][x];
                        current[i][x] = interruption(samples[i][x - 1], rb, current[i][x - 1] > rb, 0, 0);
                    }
                    runIndex[0] = Math.max(0, runIndex[0] - 1);
                    x++;
                }
            }
        }

        private boolean near(int[][] samples, int[][] current, int x, int run) {
            for (int i = 0; i < samples.length; i++) {
                if (Math.abs(samples[i][x + run - 1] - current[i][x - 1]) > near) {
                    return false;
                }
            }
            return true;
        }

        /** 0 for run mode where all gradients are flat, else Q with its sign; A.3. */
        private int context(int[] current, int[] up, int x) {
            int q1 = region(up[x + 1] - up[x]);
            int q2 = region(up[x] - up[x - 1]);
            int q3 = region(up[x - 1] - current[x - 1]);
            return 81 * q1 + 9 * q2 + q3;
        }

        private int region(int d) {
            int size = Math.abs(d);
            int q = size <= near
                    ? 0
                    : size < thresholds[0] ? 1 : size < thresholds[1] ? 2 : size < thresholds[2] ? 3 : 4;
            return d < 0 ? -q : q;
        }

        private int regular(int context, int ra, int rb, int rc, int sample) {
            int sign = context < 0 ? -1 : 1;
            int q = Math.abs(context);
            int px = rc >= Math.max(ra, rb)
                    ? Math.min(ra, rb)
                    : rc <= Math.min(ra, rb) ? Math.max(ra, rb) : ra + rb - rc;
            px = Math.clamp(px + sign * c[q], 0, max);
            int error = quantized(sign * (sample - px));
            int value = Math.clamp(px + sign * error * (2 * near + 1), 0, max);
            error = modulo(error);
            int k = golomb(a[q], n[q]);
            int mapped;
            if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) {
                mapped = error >= 0 ? 2 * error + 1 : -2 * (error + 1);
            } else {
                mapped = error >= 0 ? 2 * error : -2 * error - 1;
            }
            out.golomb(mapped, k, limit, qbpp);
            b[q] += error * (2 * near + 1);
            a[q] += Math.abs(error);
            if (n[q] == 64) {
                a[q] >>= 1;
                b[q] = b[q] >= 0 ? b[q] >> 1 : -((1 - b[q]) >> 1);
                n[q] >>= 1;
            }
            n[q]++;
            if (b[q] <= -n[q]) {
                b[q] = Math.max(b[q] + n[q], 1 - n[q]);
                c[q] = Math.max(c[q] - 1, -128);
            } else if (b[q] > 0) {
                b[q] = Math.min(b[q] - n[q], 0);
                c[q] = Math.min(c[q] + 1, 127);
            }
            return value;
        }

        private void runLength(int length, boolean end, int component) {
            int left = length;
            while (left >= 1 << J[runIndex[component]]) {
                out.put(1, 1);
                left -= 1 << J[runIndex[component]];
                runIndex[component] = Math.min(31, runIndex[component] + 1);
            }
            if (!end) {
                out.put(0, 1);
                out.put(left, J[runIndex[component]]);
            } else if (left > 0) {
                out.put(1, 1);
            }
        }

        private int interruption(int sample, int px, boolean negate, int type, int component) {
            int sign = negate ? -1 : 1;
            int error = quantized(sign * (sample - px));
            int value = Math.clamp(px + sign * error * (2 * near + 1), 0, max);
            error = modulo(error);
            int q = 365 + type;
            int sum = type == 0 ? a[q] : a[q] + (n[q] >> 1);
            int k = golomb(sum, n[q]);
            boolean map = (k == 0 && error > 0 && 2 * nn[type] < n[q])
                    || (error < 0 && 2 * nn[type] >= n[q])
                    || (error < 0 && k != 0);
            int mapped = 2 * Math.abs(error) - type - (map ? 1 : 0);
            out.golomb(mapped, k, limit - J[runIndex[component]] - 1, qbpp);
            if (error < 0) {
                nn[type]++;
            }
            a[q] += (mapped + 1 - type) >> 1;
            if (n[q] == 64) {
                a[q] >>= 1;
                n[q] >>= 1;
                nn[type] >>= 1;
            }
            n[q]++;
            return value;
        }

        private int quantized(int error) {
            return error > 0 ? (error + near) / (2 * near + 1) : -((near - error) / (2 * near + 1));
        }

        private int modulo(int error) {
            int e = error < 0 ? error + range : error;
            return e >= (range + 1) / 2 ? e - range : e;
        }

        private static int golomb(int sum, int count) {
            int k = 0;
            while (count << k < sum) {
                k++;
            }
            return k;
        }
    }

    /** Bits with a zero after each byte FF (A.1). */
    private static final class Bits {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int held;
        private int count;
        private int room = 8;

        void marker(int code) {
            bytes.write(0xFF);
            bytes.write(code);
        }

        void segment(int code, byte[] content) {
            marker(code);
            bytes.write((content.length + 2) >> 8);
            bytes.write(content.length + 2);
            bytes.writeBytes(content);
        }

        void golomb(int mapped, int k, int limit, int qbpp) {
            int high = mapped >> k;
            if (high < limit - qbpp - 1) {
                zeros(high);
                put(1, 1);
                put(mapped & ((1 << k) - 1), k);
            } else {
                zeros(limit - qbpp - 1);
                put(1, 1);
                put(mapped - 1, qbpp);
            }
        }

        private void zeros(int number) {
            for (int i = 0; i < number; i++) {
                put(0, 1);
            }
        }

        void put(int value, int length) {
            for (int i = length - 1; i >= 0; i--) {
                held = held << 1 | (value >> i & 1);
                count++;
                if (count == room) {
                    bytes.write(held);
                    room = held == 0xFF ? 7 : 8;
                    held = 0;
                    count = 0;
                }
            }
        }

        void flush() {
            while (count > 0) {
                put(0, 1);
            }
            if (room == 7) {
                // The bit after a last FF.
                bytes.write(0);
            }
            room = 8;
        }
    }
}
