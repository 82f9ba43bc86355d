package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;

/**
 * Decodes lines of samples (T.87 Annex A; F.1 has it in one piece). A line is an array with one sample before the first and one behind the last:
 * {@code line[0]} is set to the first sample above (Ra of the first sample; it stays there as Rc of the first sample of the next line), and
 * {@code above[width + 1]} repeats the last (Rd of the last).
 *
 * <p>The time of a sample is the chain from its left neighbour to itself: gradient, context, length of the code, error. What isn't on that chain is kept off it:
 * the Golomb parameter is worked out when a context changes, not when it is used; two of three gradients depend on the line above only (and one of them is that of
 * the sample before); the statistics are kept without branches, as these couldn't be predicted.
 *
 * <p>Not thread-safe.
 */
final class LineDecoder {

    /** J: how many bits the length of a run has (A.2.1). */
    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private static final int CONTEXTS = 365;
    /** So many leading zeros, the one after them and the rest of the code lie within 57 bits. */
    private static final int MOST_QUICK_ZEROS = 32;

    /*
     * Four numbers a context: what decoding needs at once, the sum of errors' magnitudes (A), their sum (B), and their count (N).
     * The first holds 63 − k in its lowest six bits, so that it serves as shift distance as it is; bit 6 says that the mapping of errors is turned
     * round (A.5.2, only where k is 0); the rest is the correction of the prediction (C).
     */
    private final int[] contexts = new int[4 * CONTEXTS];
    /** Contexts of run interruption (A.7.2): A, N and Nn, of type 0 and of type 1. */
    private final int[] runContexts = new int[6];
    /** Index in {@link #RUN_BITS}, for each component. */
    private final int[] runIndex;
    /** Region of a gradient (A.3.3), from −4 to 4, of all differences from −maxVal to maxVal. */
    private final byte[] regions;

    private final CodingParameters parameters;
    private final int near;
    private final int delta;
    private final int maxVal;
    private final int range;
    private final int errorBits;
    private final int limit;
    private final int reset;
    private final int quickZeros;
    private final int mostMapped;

    private final byte[] bits;
    private final BitSource source;
    private long position;
    private long end;

    LineDecoder(CodingParameters parameters, int components, BitSource source) {
        this.parameters = parameters;
        this.near = parameters.near();
        this.delta = 2 * near + 1;
        this.maxVal = parameters.maxVal();
        this.range = parameters.range();
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
        this.reset = parameters.reset();
        this.quickZeros = Math.min(MOST_QUICK_ZEROS, limit - errorBits - 1);
        this.mostMapped = 1 << errorBits;
        this.runIndex = new int[components];
        this.regions = regions(parameters);
        this.source = source;
        this.bits = source.bits();
    }

    private static byte[] regions(CodingParameters p) {
        int zero = p.maxVal();
        byte[] regions = new byte[2 * zero + 1];
        int[] bounds = {p.near() + 1, p.t1(), p.t2(), p.t3()};
        for (int region = 1; region <= 4; region++) {
            int from = bounds[region - 1];
            int to = region == 4 ? zero + 1 : bounds[region];
            if (from < to) {
                Arrays.fill(regions, zero + from, zero + to, (byte) region);
                Arrays.fill(regions, zero - to + 1, zero - from + 1, (byte) -region);
            }
        }
        return regions;
    }

    /** Begins a scan or restart interval: the source has been loaded with its bits. */
    void start() {
        position = 0;
        end = source.end();
        Arrays.fill(runIndex, 0);
        int sum = parameters.initialSum();
        for (int at = 0; at < contexts.length; at += 4) {
            contexts[at] = head(0, sum, 0, 1);
            contexts[at + 1] = sum;
            contexts[at + 2] = 0;
            contexts[at + 3] = 1;
        }
        Arrays.fill(runContexts, 0);
        runContexts[0] = sum;
        runContexts[1] = 1;
        runContexts[3] = sum;
        runContexts[4] = 1;
    }

    /** Bits that are left over; negative if more were needed than there are. */
    long left() {
        return end - position;
    }

    private int head(int correction, int sum, int bias, int count) {
        int k = golomb(sum, count);
        int turned = near == 0 && k == 0 && 2 * bias <= -count ? 64 : 0;
        return correction << 8 | turned | (63 - k);
    }

    /** A.5.1: the smallest k with count · 2^k ≥ sum. */
    private static int golomb(int sum, int count) {
        int k = Math.max(0, Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum));
        return k + (((count << k) - sum) >>> 31);
    }

    /** A line of one component, lossless, whose largest sample is one less than a power of two. */
    void losslessLine(int[] above, int[] line, int component) throws DecodeException {
        int width = line.length - 2;
        int most = maxVal;
        byte[] data = bits;
        byte[] region = regions;
        int[] model = contexts;
        long at = position;
        above[width + 1] = above[width];
        line[0] = above[1];
        int a = line[0];
        int c = above[0];
        int b = above[1];
        int before = region[b - c + most];
        int x = 1;
        while (x <= width) {
            int d = above[x + 1];
            int here = region[d - b + most];
            int context = 81 * here + 9 * before + region[c - a + most];
            before = here;
            if (context == 0) {
                position = at;
                x = run(above, line, x, component);
                at = position;
                if (x > width) {
                    break;
                }
                a = line[x - 1];
                c = above[x - 1];
                b = above[x];
                before = region[b - c + most];
                continue;
            }
            int sign = context >> 31;
            int index = ((context ^ sign) - sign) << 2;
            int head = model[index];
            // A.4: the median of a, b and a + b - c, corrected by the context's experience.
            int prediction = Math.max(Math.min(a, b), Math.min(Math.max(a, b), a + b - c));
            prediction = Math.clamp(prediction + (((head >> 8) ^ sign) - sign), 0, most);
            long word = (long) BitSource.WORD.get(data, (int) (at >>> 3)) << (at & 7);
            int zeros = Long.numberOfLeadingZeros(word);
            int mapped;
            if (zeros < quickZeros) {
                // The one that ends the zeros comes along as the value's highest bit.
                mapped = ((zeros - 1) << ~head) + (int) ((word << zeros) >>> head);
                at += zeros + 64 - (head & 63);
            } else {
                position = at;
                mapped = longCode(63 - (head & 63), limit);
                at = position;
            }
            if (mapped > mostMapped) {
                throw corrupt();
            }
            int error = (mapped >>> 1) ^ -(mapped & 1) ^ (head << 25 >> 31);
            c = b;
            b = d;
            a = (prediction + ((error ^ sign) - sign)) & most;
            line[x++] = a;
            update(model, index, head, error);
        }
        position = at;
    }

    private void update(int[] model, int index, int head, int error) {
        int sum = model[index + 1] + Math.abs(error);
        int bias = model[index + 2] + error * delta;
        int count = model[index + 3];
        if (count == reset) {
            sum >>= 1;
            bias >>= 1;
            count >>= 1;
        }
        count++;
        // A.6.2 without branches: low is −1 where the bias is at most −count, high where it is above 0, each 0
        // otherwise.
        int low = (bias + count - 1) >> 31;
        int high = -bias >> 31;
        int correction = Math.clamp((head >> 8) + low - high, -128, 127);
        bias = Math.clamp(bias + (count & low) - (count & high), 1 - count, 0);
        int k = golomb(sum, count);
        int turned = near == 0 && k == 0 && 2 * bias <= -count ? 64 : 0;
        model[index] = correction << 8 | turned | (63 - k);
        model[index + 1] = sum;
        model[index + 2] = bias;
        model[index + 3] = count;
    }

    /** A code that isn't quickly had (A.5.3): many zeros, or so many that the value itself follows. */
    private int longCode(int k, int codeLimit) throws DecodeException {
        if (position >= end) {
            throw new DecodeException("JPEG-LS: the data is cut off");
        }
        int zeros = Long.numberOfLeadingZeros(word());
        int escape = codeLimit - errorBits - 1;
        if (zeros > escape) {
            throw corrupt();
        }
        position += zeros + 1;
        return zeros < escape ? (zeros << k) + take(k) : take(errorBits) + 1;
    }

    private long word() {
        return (long) BitSource.WORD.get(bits, (int) (position >>> 3)) << (position & 7);
    }

    private int take(int count) {
        // Two shifts, as none by 64 is possible.
        int value = (int) (word() >>> 1 >>> (63 - count));
        position += count;
        return value;
    }

    private static DecodeException corrupt() {
        return new DecodeException("JPEG-LS: the coded data is corrupt");
    }

    /**
     * Run mode (A.7): fills a run beginning at x and decodes the sample that ends it.
     *
     * @return where to go on
     */
    private int run(int[] above, int[] line, int x, int component) throws DecodeException {
        int to = runEnd(x, line.length - 1, component);
        int a = line[x - 1];
        Arrays.fill(line, x, to, a);
        if (to == line.length - 1) {
            return to;
        }
        int b = above[to];
        int type = Math.abs(a - b) <= near ? 1 : 0;
        int index = runIndex[component];
        int error = interruption(type, index);
        line[to] = type == 1 ? restore(a, error) : restore(b, a > b ? -error : error);
        runIndex[component] = Math.max(0, index - 1);
        return to + 1;
    }

    /** The length of a run (A.7.1.2): where it ends, which may be the end of the line. */
    private int runEnd(int x, int lineEnd, int component) throws DecodeException {
        int index = runIndex[component];
        int at = x;
        while (true) {
            if (position >= end) {
                throw new DecodeException("JPEG-LS: the data is cut off");
            }
            // Ones, each of which stands for a run of the length in force, up to the zero that ends them; at most as
            // many as a word surely holds.
            int ones = Math.min(Long.numberOfLeadingZeros(~word()), MOST_QUICK_ZEROS);
            for (int i = 0; i < ones; i++) {
                int length = 1 << RUN_BITS[index];
                if (length <= lineEnd - at) {
                    at += length;
                    index = Math.min(31, index + 1);
                } else {
                    at = lineEnd;
                }
                if (at == lineEnd) {
                    position += i + 1;
                    runIndex[component] = index;
                    return at;
                }
            }
            position += ones;
            if (ones < MOST_QUICK_ZEROS) {
                position++;
                break;
            }
        }
        runIndex[component] = index;
        int rest = take(RUN_BITS[index]);
        if (rest >= lineEnd - at) {
            throw corrupt();
        }
        return at + rest;
    }

    /** The error of the sample that ends a run (A.7.2). */
    private int interruption(int type, int index) throws DecodeException {
        int[] model = runContexts;
        int sum = model[3 * type];
        int count = model[3 * type + 1];
        int negative = model[3 * type + 2];
        int k = golomb(type == 0 ? sum : sum + (count >> 1), count);
        int mapped = longCode(k, limit - RUN_BITS[index] - 1);
        if (mapped > mostMapped) {
            throw corrupt();
        }
        int both = mapped + type;
        int magnitude = (both + 1) >> 1;
        boolean turned = (both & 1) == 1;
        boolean isNegative = (k != 0 || 2 * negative >= count) == turned;
        if (isNegative && magnitude != 0) {
            negative++;
        }
        sum += (mapped + 1 - type) >> 1;
        if (count == reset) {
            sum >>= 1;
            count >>= 1;
            negative >>= 1;
        }
        model[3 * type] = sum;
        model[3 * type + 1] = count + 1;
        model[3 * type + 2] = negative;
        return isNegative ? -magnitude : magnitude;
    }

    /** A prediction and its error, within the range of samples (A.4.5, A.8). */
    private int restore(int prediction, int error) {
        int value = prediction + error * delta;
        if (value < -near) {
            value += range * delta;
        } else if (value > maxVal + near) {
            value -= range * delta;
        }
        return Math.clamp(value, 0, maxVal);
    }

    /** A line of one component, whatever the parameters. */
    void line(int[] above, int[] line, int component) throws DecodeException {
        int width = line.length - 2;
        above[width + 1] = above[width];
        line[0] = above[1];
        int x = 1;
        while (x <= width) {
            int a = line[x - 1];
            int b = above[x];
            int c = above[x - 1];
            int context = context(a, b, c, above[x + 1]);
            if (context == 0) {
                x = run(above, line, x, component);
            } else {
                line[x++] = sample(context, a, b, c);
            }
        }
    }

    private int context(int a, int b, int c, int d) {
        return 81 * regions[d - b + maxVal] + 9 * regions[b - c + maxVal] + regions[c - a + maxVal];
    }

    /** A sample in regular mode (A.4–A.6). */
    private int sample(int context, int a, int b, int c) throws DecodeException {
        int sign = context >> 31;
        int index = ((context ^ sign) - sign) << 2;
        int head = contexts[index];
        int prediction = Math.max(Math.min(a, b), Math.min(Math.max(a, b), a + b - c));
        prediction = Math.clamp(prediction + (((head >> 8) ^ sign) - sign), 0, maxVal);
        long word = word();
        int zeros = Long.numberOfLeadingZeros(word);
        int mapped;
        if (zeros < quickZeros) {
            mapped = ((zeros - 1) << ~head) + (int) ((word << zeros) >>> head);
            position += zeros + 64 - (head & 63);
        } else {
            mapped = longCode(63 - (head & 63), limit);
        }
        if (mapped > mostMapped) {
            throw corrupt();
        }
        int error = (mapped >>> 1) ^ -(mapped & 1) ^ (head << 25 >> 31);
        update(contexts, index, head, error);
        return restore(prediction, (error ^ sign) - sign);
    }

    /** A line of several components, sample by sample; a run is one of all components (Annex B.3). */
    void interleavedLine(int[][] above, int[][] lines) throws DecodeException {
        int components = lines.length;
        int width = lines[0].length - 2;
        for (int i = 0; i < components; i++) {
            above[i][width + 1] = above[i][width];
            lines[i][0] = above[i][1];
        }
        int x = 1;
        while (x <= width) {
            boolean flat = true;
            for (int i = 0; i < components && flat; i++) {
                flat = context(lines[i][x - 1], above[i][x], above[i][x - 1], above[i][x + 1]) == 0;
            }
            if (flat) {
                x = interleavedRun(above, lines, x);
                continue;
            }
            for (int i = 0; i < components; i++) {
                int a = lines[i][x - 1];
                int b = above[i][x];
                int c = above[i][x - 1];
                lines[i][x] = sample(context(a, b, c, above[i][x + 1]), a, b, c);
            }
            x++;
        }
    }

    private int interleavedRun(int[][] above, int[][] lines, int x) throws DecodeException {
        int lineEnd = lines[0].length - 1;
        int to = runEnd(x, lineEnd, 0);
        for (int[] line : lines) {
            Arrays.fill(line, x, to, line[x - 1]);
        }
        if (to == lineEnd) {
            return to;
        }
        int index = runIndex[0];
        for (int i = 0; i < lines.length; i++) {
            int b = above[i][to];
            int error = interruption(0, index);
            lines[i][to] = restore(b, lines[i][to - 1] > b ? -error : error);
        }
        runIndex[0] = Math.max(0, index - 1);
        return to + 1;
    }
}
