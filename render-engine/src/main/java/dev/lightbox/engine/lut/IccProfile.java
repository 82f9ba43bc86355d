package dev.lightbox.engine.lut;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The colours of an RGB picture by its ICC profile (PS3.3 C.11.15; ICC.1:2010), for conversion to sRGB. Only matrix profiles are read, by this class alone: the
 * Java runtime's colour management is native code, which a hostile profile must not reach. Immutable, thread-safe.
 */
public final class IccProfile {

    /** Larger ones hold tables, which aren't read. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int HEADER = 128;
    private static final int MAX_TAGS = 200;
    private static final int SIGNATURE = tag("acsp");

    /** sRGB's primaries in the profile connection space, adapted to its white D50, as sRGB's own profiles have them. */
    private static final double[][] SRGB = {
        {0.43607, 0.38515, 0.14307},
        {0.22249, 0.71687, 0.06061},
        {0.01392, 0.09708, 0.71410}
    };

    /** From the profile connection space to linear sRGB. */
    private static final double[][] TO_SRGB = inverse(SRGB);

    /** sRGB levels of linear values, evenly spaced: fine enough for each level of sRGB to be reached. */
    private static final byte[] GAMMA = gamma();

    private final float[][] linear;
    private final float[] matrix;

    private IccProfile(float[][] linear, float[] matrix) {
        this.linear = linear;
        this.matrix = matrix;
    }

    /**
     * @param bytes ICC Profile (0028,2000), or an equal one
     * @throws LutException if it is no RGB matrix profile, or can't be right; the message is fit for the user
     */
    public static IccProfile of(byte[] bytes) throws LutException {
        if (bytes.length < HEADER + 4 || bytes.length > MAX_BYTES) {
            throw new LutException(
                    "ICC Profile: expected " + (HEADER + 4) + " to " + MAX_BYTES + " bytes, found " + bytes.length);
        }
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (data.getInt(36) != SIGNATURE) {
            throw new LutException("ICC Profile: it has no profile signature");
        }
        if (data.getInt(16) != tag("RGB ") || data.getInt(20) != tag("XYZ ")) {
            throw new LutException("ICC Profile: only RGB profiles with a matrix are supported, found " + text(data, 16)
                    + " to " + text(data, 20));
        }
        float[][] curves = {curve(data, "rTRC"), curve(data, "gTRC"), curve(data, "bTRC")};
        double[][] columns = {xyz(data, "rXYZ"), xyz(data, "gXYZ"), xyz(data, "bXYZ")};
        float[] matrix = new float[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += TO_SRGB[row][k] * columns[column][k];
                }
                matrix[3 * row + column] = (float) sum;
            }
        }
        return new IccProfile(curves, matrix);
    }

    /** Where a tag's data are: offset in the upper, size in the lower half. */
    private static long find(ByteBuffer data, String name) throws LutException {
        int count = data.getInt(HEADER);
        if (count < 0 || count > MAX_TAGS || HEADER + 4 + 12L * count > data.capacity()) {
            throw new LutException("ICC Profile: expected at most " + MAX_TAGS + " tags, found " + count);
        }
        for (int i = 0; i < count; i++) {
            int at = HEADER + 4 + 12 * i;
            if (data.getInt(at) == tag(name)) {
                int offset = data.getInt(at + 4);
                int size = data.getInt(at + 8);
                if (offset < 0 || size < 12 || (long) offset + size > data.capacity()) {
                    throw new LutException("ICC Profile: its " + name + " lies outside of it");
                }
                return (long) offset << 32 | size;
            }
        }
        throw new LutException("ICC Profile: only RGB profiles with a matrix are supported, found none of " + name);
    }

    private static double[] xyz(ByteBuffer data, String name) throws LutException {
        long place = find(data, name);
        int at = (int) (place >>> 32);
        if (data.getInt(at) != tag("XYZ ") || (int) place < 20) {
            throw new LutException("ICC Profile: its " + name + " is of another type than XYZ");
        }
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            xyz[i] = fixed(data, at + 8 + 4 * i);
        }
        return xyz;
    }

    /** Linear values of the levels 0 to 255. */
    private static float[] curve(ByteBuffer data, String name) throws LutException {
        long place = find(data, name);
        int at = (int) (place >>> 32);
        int size = (int) place;
        float[] values = new float[256];
        if (data.getInt(at) == tag("curv")) {
            int count = data.getInt(at + 8);
            if (count < 0 || 12 + 2L * count > size) {
                throw new LutException("ICC Profile: its " + name + " is cut off");
            }
            for (int i = 0; i < 256; i++) {
                values[i] = (float) sampled(data, at + 12, count, i / 255.0);
            }
        } else if (data.getInt(at) == tag("para")) {
            int type = data.getShort(at + 8) & 0xFFFF;
            int parameters = type > 4 ? 0 : new int[] {1, 3, 4, 5, 7}[type];
            if (parameters == 0 || 12 + 4 * parameters > size) {
                throw new LutException("ICC Profile: its " + name + " has an unknown function " + type);
            }
            for (int i = 0; i < 256; i++) {
                values[i] = (float) Math.clamp(parametric(data, at + 12, type, i / 255.0), 0, 1);
            }
        } else {
            throw new LutException("ICC Profile: its " + name + " is no curve");
        }
        for (float value : values) {
            if (Float.isNaN(value)) {
                throw new LutException("ICC Profile: its " + name + " isn't a number everywhere");
            }
        }
        return values;
    }

    /** ICC.1 10.6: no entries are the identity, one is a power, more are a table. */
    private static double sampled(ByteBuffer data, int at, int count, double x) {
        if (count == 0) {
            return x;
        }
        if (count == 1) {
            return Math.pow(x, (data.getShort(at) & 0xFFFF) / 256.0);
        }
        double place = x * (count - 1);
        int index = Math.min((int) place, count - 2);
        double low = data.getShort(at + 2 * index) & 0xFFFF;
        double high = data.getShort(at + 2 * index + 2) & 0xFFFF;
        return (low + (high - low) * (place - index)) / 65_535;
    }

    /** ICC.1 10.18. */
    private static double parametric(ByteBuffer data, int at, int type, double x) {
        double g = fixed(data, at);
        if (type == 0) {
            return Math.pow(x, g);
        }
        double a = fixed(data, at + 4);
        double b = fixed(data, at + 8);
        double c = type >= 2 ? fixed(data, at + 12) : 0;
        if (type <= 2) {
            return x >= -b / a ? Math.pow(a * x + b, g) + c : c;
        }
        double d = fixed(data, at + 16);
        double e = type == 4 ? fixed(data, at + 20) : 0;
        double f = type == 4 ? fixed(data, at + 24) : 0;
        return x >= d ? Math.pow(a * x + b, g) + e : c * x + f;
    }

    private static double fixed(ByteBuffer data, int at) {
        return data.getInt(at) / 65_536.0;
    }

    /** Converts pixels of three bytes in place. */
    public void toSrgb(byte[] pixels) {
        float[] red = linear[0];
        float[] green = linear[1];
        float[] blue = linear[2];
        for (int i = 0; i + 2 < pixels.length; i += 3) {
            float r = red[pixels[i] & 0xFF];
            float g = green[pixels[i + 1] & 0xFF];
            float b = blue[pixels[i + 2] & 0xFF];
            pixels[i] = level(matrix[0] * r + matrix[1] * g + matrix[2] * b);
            pixels[i + 1] = level(matrix[3] * r + matrix[4] * g + matrix[5] * b);
            pixels[i + 2] = level(matrix[6] * r + matrix[7] * g + matrix[8] * b);
        }
    }

    private static double[][] inverse(double[][] m) {
        double[][] result = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * cofactor(m, 0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                result[row][column] = cofactor(m, column, row) / determinant;
            }
        }
        return result;
    }

    private static double cofactor(double[][] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    }

    private static byte level(float linear) {
        return GAMMA[(int) (Math.clamp(linear, 0f, 1f) * (GAMMA.length - 1) + 0.5f)];
    }

    private static byte[] gamma() {
        byte[] levels = new byte[1 << 14];
        for (int i = 0; i < levels.length; i++) {
            double value = i / (levels.length - 1.0);
            double level = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
            levels[i] = (byte) Math.round(255 * level);
        }
        return levels;
    }

    private static int tag(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
    }

    /** Four letters; whatever isn't one shows as a question mark. */
    private static String text(ByteBuffer data, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + 4; i++) {
            char c = (char) data.get(i);
            text.append(c >= ' ' && c < 127 ? c : '?');
        }
        return text.toString().strip();
    }
}
