package dev.lightbox.engine.codec.jpeg2000.ht;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Encodes code blocks as T.814 describes, plainly: a cleanup pass and, if wanted, one of each refinement pass below it. For tests. */
public final class HtBlockEncoder {

    private final int width;

    private final int height;
    private final int[] values;
    private final int plane;
    private final ByteArrayOutputStream magnitudes = new ByteArrayOutputStream();
    private final Backward vlc = new Backward(4);
    private final Forward magSgn = new Forward(magnitudes);
    private final Mel mel = new Mel();

    private HtBlockEncoder(int[] values, int width, int height, int plane) {
        this.values = values;
        this.width = width;
        this.height = height;
        this.plane = plane;
    }

    /**
     * @param values signed, row by row
     * @param plane of the cleanup pass
     * @return the cleanup segment
     */
    public static byte[] cleanup(int[] values, int width, int height, int plane) {
        return new HtBlockEncoder(values, width, height, plane).encode();
    }

    private int magnitude(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : Math.abs(values[y * width + x]) >> plane;
    }

    private int exponent(int x, int y) {
        int magnitude = magnitude(x, y);
        return magnitude == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(2 * magnitude - 1);
    }

    private int significant(int x, int y) {
        return magnitude(x, y) == 0 ? 0 : 1;
    }

    private byte[] encode() {
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 4) {
                pair(x, y);
            }
        }
        magSgn.finish();
        byte[] melBytes = mel.finish();
        byte[] vlcBytes = vlc.bytes();
        int suffix = melBytes.length + vlcBytes.length + 1;
        byte[] all = Arrays.copyOf(magnitudes.toByteArray(), magnitudes.size() + suffix);
        System.arraycopy(melBytes, 0, all, magnitudes.size(), melBytes.length);
        for (int i = 0; i < vlcBytes.length; i++) {
            all[all.length - 2 - i] = vlcBytes[i];
        }
        all[all.length - 1] = (byte) (suffix >> 4);
        all[all.length - 2] = (byte) (all[all.length - 2] & 0xF0 | suffix & 15);
        return all;
    }

    private void pair(int x, int y) {
        int u0 = quad(x, y);
        int u1 = x + 2 < width ? quad(x + 2, y) : 0;
        int more = 0;
        boolean single = false;
        if (y == 0 && u0 > 0 && u1 > 0) {
            boolean both = u0 > 2 && u1 > 2;
            mel.event(both);
            more = both ? 2 : 0;
            single = !both && u0 > 2;
        }
        prefix(u0 - more);
        if (single) {
            vlc.bits(u1 - 1, 1);
        } else {
            prefix(u1 - more);
        }
        suffix(u0 - more);
        if (!single) {
            suffix(u1 - more);
        }
    }

    /** Encodes all but the residual, which is returned. */
    private int quad(int x, int y) {
        int rho = 0;
        int most = 0;
        for (int i = 0; i < 4; i++) {
            rho |= significant(x + (i >> 1), y + (i & 1)) << i;
            most = Math.max(most, exponent(x + (i >> 1), y + (i & 1)));
        }
        int context;
        if (y == 0) {
            context = significant(x - 2, y)
                    | significant(x - 2, y + 1)
                    | significant(x - 1, y) << 1
                    | significant(x - 1, y + 1) << 2;
        } else {
            context = significant(x - 1, y - 1)
                    | significant(x, y - 1)
                    | (significant(x - 1, y) | significant(x - 1, y + 1)) << 1
                    | (significant(x + 1, y - 1) | significant(x + 2, y - 1)) << 2;
        }
        int kappa = 1;
        if (y > 0 && Integer.bitCount(rho) > 1) {
            for (int k = -1; k <= 2; k++) {
                kappa = Math.max(kappa, exponent(x + k, y - 1) - 1);
            }
        }
        if (context == 0) {
            mel.event(rho != 0);
            if (rho == 0) {
                return 0;
            }
        }
        int u = Math.max(0, most - kappa);
        int reached = 0;
        for (int i = 0; i < 4; i++) {
            if (u > 0 && exponent(x + (i >> 1), y + (i & 1)) == most) {
                reached |= 1 << i;
            }
        }
        int entry = entry(y == 0 ? CxtVlc.FIRST : CxtVlc.OTHER, context, rho, u > 0 ? 1 : 0, reached);
        int known = entry >> 12 & 15;
        for (int i = 0; i < 4; i++) {
            int column = x + (i >> 1);
            int row = y + (i & 1);
            if ((rho >> i & 1) != 0) {
                int code = 2 * (magnitude(column, row) - 1) | (values[row * width + column] < 0 ? 1 : 0);
                int length = u + kappa - (known >> i & 1);
                magSgn.bits(code & (1L << length) - 1, length);
            }
        }
        return u;
    }

    /** Writes the codeword that tells most of the exponents, and returns its entry. */
    private int entry(int[] table, int context, int rho, int residual, int reached) {
        int best = -1;
        int bestBits = 0;
        for (int bits = 0; bits < 128; bits++) {
            int entry = table[context << 7 | bits];
            int known = entry >> 12 & 15;
            if ((entry >> 4 & 15) == rho
                    && (entry >> 3 & 1) == residual
                    && (entry >> 8 & 15) == (known & reached)
                    && (best < 0 || Integer.bitCount(known) > Integer.bitCount(best >> 12 & 15))) {
                best = entry;
                bestBits = bits;
            }
        }
        if (best < 0) {
            throw new IllegalStateException("no codeword");
        }
        vlc.bits(bestBits & (1 << (best & 7)) - 1, best & 7);
        return best & 0xFFFF;
    }

    private void prefix(int u) {
        if (u == 1) {
            vlc.bits(1, 1);
        } else if (u == 2) {
            vlc.bits(2, 2);
        } else if (u == 3 || u == 4) {
            vlc.bits(4, 3);
        } else if (u > 4) {
            vlc.bits(0, 3);
        }
    }

    private void suffix(int u) {
        if (u == 3 || u == 4) {
            vlc.bits(u - 3, 1);
        } else if (u > 4) {
            vlc.bits(u - 5, 5);
        }
    }

    /** One plane below a cleanup pass: significance propagation and, if wanted, magnitude refinement. */
    public static byte[] refinement(int[] values, int width, int height, int plane, boolean refine, boolean causal) {
        boolean[][] before = new boolean[height + 2][width + 2];
        boolean[][] after = new boolean[height + 2][width + 2];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                before[y + 1][x + 1] = Math.abs(values[y * width + x]) >> plane != 0;
                after[y + 1][x + 1] = before[y + 1][x + 1];
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Forward forward = new Forward(bytes);
        Backward backward = new Backward(8);
        for (int stripe = 0; stripe < height; stripe += 4) {
            for (int group = 0; group < width; group += 4) {
                StringBuilder signs = new StringBuilder();
                for (int x = group; x < Math.min(width, group + 4); x++) {
                    for (int y = stripe; y < Math.min(height, stripe + 4); y++) {
                        int value = values[y * width + x];
                        if (before[y + 1][x + 1]) {
                            backward.bits(Math.abs(value) >> plane - 1 & 1, 1);
                            continue;
                        }
                        boolean near = false;
                        for (int dy = -1; dy <= 1; dy++) {
                            // after[][] of what comes later is still before[][]; but of the next stripe nothing counts
                            // when causal.
                            boolean hidden = causal && y + dy >= stripe + 4;
                            for (int dx = -1; dx <= 1; dx++) {
                                near |= !hidden && after[y + 1 + dy][x + 1 + dx];
                            }
                        }
                        if (near) {
                            boolean now = (Math.abs(value) >> plane - 1 & 1) != 0;
                            forward.bits(now ? 1 : 0, 1);
                            after[y + 1][x + 1] = now;
                            if (now) {
                                signs.append(value < 0 ? '1' : '0');
                            }
                        }
                    }
                }
                for (int i = 0; i < signs.length(); i++) {
                    forward.bits(signs.charAt(i) - '0', 1);
                }
            }
        }
        forward.zeros();
        if (refine) {
            byte[] back = backward.bytes();
            for (int i = back.length - 1; i >= 0; i--) {
                bytes.write(back[i]);
            }
        }
        return bytes.toByteArray();
    }

    /** What a decoder gets of a block, in the form of {@link dev.lightbox.engine.codec.jpeg2000.HtBlockDecoder}. */
    public static int[] decoded(int[] values, int width, int height, int plane, int passes, boolean causal) {
        int[] out = new int[values.length];
        boolean[][] after = new boolean[height + 2][width + 2];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                after[y + 1][x + 1] = Math.abs(values[y * width + x]) >> plane != 0;
            }
        }
        for (int stripe = 0; stripe < height; stripe += 4) {
            for (int x = 0; x < width; x++) {
                for (int y = stripe; y < Math.min(height, stripe + 4); y++) {
                    int i = y * width + x;
                    int magnitude = Math.abs(values[i]);
                    int sign = values[i] < 0 ? Integer.MIN_VALUE : 0;
                    if (magnitude >> plane != 0) {
                        int last = passes > 2 ? plane - 1 : plane;
                        out[i] = sign | (2 * (magnitude >> last) + 1) << last;
                    } else if (passes > 1) {
                        boolean near = false;
                        for (int dy = -1; dy <= 1; dy++) {
                            for (int dx = -1; dx <= 1; dx++) {
                                near |= !(causal && y + dy >= stripe + 4) && after[y + 1 + dy][x + 1 + dx];
                            }
                        }
                        if (near && magnitude >> plane - 1 != 0) {
                            after[y + 1][x + 1] = true;
                            out[i] = sign | 3 << plane - 1;
                        }
                    }
                }
            }
        }
        return out;
    }

    /** After 0xFF a byte has seven bits. */
    private static final class Forward {
        private final ByteArrayOutputStream out;
        private int current;
        private int count;
        private int room = 8;

        Forward(ByteArrayOutputStream out) {
            this.out = out;
        }

        void bits(long value, int length) {
            for (int i = 0; i < length; i++) {
                current |= (int) (value >> i & 1) << count++;
                if (count == room) {
                    out.write(current);
                    room = current == 0xFF ? 7 : 8;
                    current = 0;
                    count = 0;
                }
            }
        }

        /** Fills with ones, which a decoder adds by itself where bytes end. */
        void finish() {
            if (count > 0) {
                bits(0xFF, room - count);
            }
        }

        void zeros() {
            if (count > 0) {
                bits(0, room - count);
            }
        }
    }

    /** After a byte above 0x8F, one whose seven bits are all 1 ends there. */
    private static final class Backward {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int current;
        private int count;
        private int room;
        private int last = 0xFF;

        /** @param room of the first byte; it lies in its upper part */
        Backward(int room) {
            this.room = room;
        }

        void bits(int value, int length) {
            for (int i = 0; i < length; i++) {
                current |= (value >> i & 1) << count++;
                boolean stuffed =
                        count == room - 1 && (current & 7) == 7 && (room == 4 || current == 0x7F) && last > 0x8F;
                if (count == room || stuffed) {
                    write();
                }
            }
        }

        private void write() {
            int value = current << 8 - room;
            // The lower half of the first byte counts as ones.
            last = room == 4 ? value | 15 : value;
            out.write(value);
            room = 8;
            current = 0;
            count = 0;
        }

        byte[] bytes() {
            if (count > 0 || out.size() == 0) {
                write();
            }
            return out.toByteArray();
        }
    }

    private static final class Mel {
        private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int state;
        private int run;
        private int current;
        private int left = 8;
        private boolean pending;

        void event(boolean one) {
            if (one) {
                bit(0);
                for (int i = EXPONENTS[state] - 1; i >= 0; i--) {
                    bit(run >> i & 1);
                }
                run = 0;
                state = Math.max(0, state - 1);
            } else if (++run == 1 << EXPONENTS[state]) {
                bit(1);
                run = 0;
                state = Math.min(12, state + 1);
            }
        }

        private void bit(int bit) {
            left--;
            current |= bit << left;
            pending = left > 0;
            if (left == 0) {
                out.write(current);
                left = current == 0xFF ? 7 : 8;
                current = 0;
            }
        }

        byte[] finish() {
            if (run > 0) {
                bit(1);
            }
            while (pending) {
                bit(0);
            }
            return out.toByteArray();
        }
    }
}
