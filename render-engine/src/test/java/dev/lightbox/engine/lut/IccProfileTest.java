package dev.lightbox.engine.lut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IccProfileTest {

    private static byte[] builtIn(int colorSpace) {
        return ICC_Profile.getInstance(colorSpace).getData();
    }

    /** A profile of our own: three primaries in the connection space, one curve. */
    private static byte[] profile(double[][] primaries, byte[] curve) {
        String[] names = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
        ByteBuffer data = ByteBuffer.allocate(128 + 4 + 6 * 12 + 3 * 20 + curve.length);
        data.put(16, "RGB XYZ ".getBytes(StandardCharsets.US_ASCII));
        data.put(36, "acsp".getBytes(StandardCharsets.US_ASCII));
        data.position(128).putInt(6);
        int colors = 128 + 4 + 6 * 12;
        for (int i = 0; i < 6; i++) {
            data.put(names[i].getBytes(StandardCharsets.US_ASCII));
            data.putInt(i < 3 ? colors + 20 * i : colors + 60).putInt(i < 3 ? 20 : curve.length);
        }
        for (double[] primary : primaries) {
            data.put("XYZ ".getBytes(StandardCharsets.US_ASCII)).putInt(0);
            for (double value : primary) {
                data.putInt((int) Math.round(value * 65_536));
            }
        }
        data.put(curve);
        return data.array();
    }

    /** sRGB's own, adapted to D50. */
    private static final double[][] SRGB = {
        {0.4360747, 0.2225045, 0.0139322}, {0.3850649, 0.7168786, 0.0971045}, {0.1430804, 0.0606169, 0.7141733}
    };

    private static byte[] curve(int... entries) {
        ByteBuffer data = ByteBuffer.allocate(12 + 2 * entries.length + entries.length % 2 * 2);
        data.put("curv".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(entries.length);
        for (int entry : entries) {
            data.putShort((short) entry);
        }
        return data.array();
    }

    private static byte[] parametric(int type, double... parameters) {
        ByteBuffer data = ByteBuffer.allocate(12 + 4 * parameters.length);
        data.put("para".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putShort((short) type)
                .putShort((short) 0);
        for (double parameter : parameters) {
            data.putInt((int) Math.round(parameter * 65_536));
        }
        return data.array();
    }

    private static int[] converted(byte[] profile, int... levels) throws LutException {
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[i] = (byte) levels[i];
        }
        IccProfile.of(profile).toSrgb(pixels);
        int[] result = new int[levels.length];
        for (int i = 0; i < levels.length; i++) {
            result[i] = pixels[i] & 0xFF;
        }
        return result;
    }

    @Test
    void theRuntimesOwnSrgbProfileChangesNothing() throws Exception {
        byte[] profile = builtIn(ColorSpace.CS_sRGB);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            int[] levels = {random.nextInt(256), random.nextInt(256), random.nextInt(256)};
            int[] result = converted(profile, levels);
            for (int s = 0; s < 3; s++) {
                assertThat(result[s]).isBetween(levels[s] - 1, levels[s] + 1);
            }
        }
        assertThat(converted(profile, 0, 0, 0, 255, 255, 255)).containsExactly(0, 0, 0, 255, 255, 255);
    }

    @Test
    void linearLevelsGetTheGammaOfSrgb() throws Exception {
        // A fifth of the light is level 124: 1.055 · 0.2^(1/2.4) − 0.055 of 255.
        assertThat(converted(profile(SRGB, curve()), 51, 51, 51)).containsExactly(124, 124, 124);
        assertThat(converted(profile(SRGB, parametric(0, 1)), 51, 51, 51)).containsExactly(124, 124, 124);
    }

    @Test
    void powersTablesAndFunctionsAreTheSameCurve() throws Exception {
        int[] table = new int[1024];
        for (int i = 0; i < table.length; i++) {
            table[i] = (int) Math.round(65_535 * Math.pow(i / 1023.0, 2.2));
        }
        int[] expected = converted(profile(SRGB, curve(563)), 10, 100, 200);
        assertThat(converted(profile(SRGB, curve(table)), 10, 100, 200)).containsExactly(expected);
        assertThat(converted(profile(SRGB, parametric(0, 2.2)), 10, 100, 200)).containsExactly(expected);
        assertThat(converted(
                        profile(SRGB, parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)), 10, 100, 200))
                .containsExactly(10, 100, 200);
    }

    @Test
    void coloursBeyondSrgbAreClamped() throws Exception {
        // Adobe RGB (1998), adapted to D50: its green is greener than any of sRGB.
        double[][] adobe = {
            {0.6097559, 0.3111242, 0.0194811}, {0.2052401, 0.6256560, 0.0608902}, {0.1492240, 0.0632197, 0.7448387}
        };
        assertThat(converted(profile(adobe, curve(563)), 0, 255, 0)).containsExactly(0, 255, 0);
        int[] half = converted(profile(adobe, curve(563)), 200, 100, 50);
        // By the definitions of both spaces: 227.1, 100.0, 42.4.
        assertThat(half[0]).isBetween(226, 228);
        assertThat(half[1]).isBetween(99, 101);
        assertThat(half[2]).isBetween(41, 43);
    }

    @Test
    void otherProfilesAreRefused() {
        assertThatThrownBy(() -> IccProfile.of(new byte[100])).hasMessageContaining("found 100");
        assertThatThrownBy(() -> IccProfile.of(new byte[500])).hasMessageContaining("no profile signature");
        assertThatThrownBy(() -> IccProfile.of(builtIn(ColorSpace.CS_GRAY)))
                .hasMessageContaining("only RGB profiles with a matrix are supported, found GRAY to XYZ");
        assertThatThrownBy(() -> IccProfile.of(new byte[IccProfile.MAX_BYTES + 1]))
                .isInstanceOf(LutException.class);
    }

    @Test
    void hostileProfilesGiveAProfileOrARefusal() {
        byte[] original = builtIn(ColorSpace.CS_sRGB);
        Random random = new Random(20_261_124);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = original.clone();
            for (int k = 0; k <= i % 4; k++) {
                bytes[random.nextInt(random.nextBoolean() ? 400 : bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            try {
                IccProfile.of(cut).toSrgb(new byte[] {1, 2, 3, (byte) 200, 100, 50});
            } catch (LutException e) {
                assertThat(e.getMessage()).startsWith("ICC Profile: ");
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_000);
    }
}
