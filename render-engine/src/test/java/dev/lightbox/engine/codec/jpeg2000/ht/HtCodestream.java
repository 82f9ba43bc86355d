package dev.lightbox.engine.codec.jpeg2000.ht;

import java.io.ByteArrayOutputStream;

/** Makes a codestream of one tile, one component and one code block without a wavelet, to test passes that no free encoder writes. */
public final class HtCodestream {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int current;
    private int left = 8;

    private HtCodestream() {}

    /**
     * @param planes bit planes of the subband, and bits of the signed samples
     * @param placeholders sets of three passes that only stand for missing bit planes
     * @param missing bit planes that the packet header says are missing
     */
    public static byte[] of(
            int width,
            int height,
            int planes,
            boolean causal,
            int missing,
            int placeholders,
            int passes,
            byte[] cleanup,
            byte[] refinement) {
        HtCodestream stream = new HtCodestream();
        stream.u16(0xFF4F);
        stream.segment(0xFF51, 41);
        stream.u16(0x4000);
        stream.u32(width, height, 0, 0, width, height, 0, 0);
        stream.u16(1);
        stream.u8(0x80 | planes - 1, 1, 1);
        stream.segment(0xFF50, 8);
        stream.u32(0x00020000);
        stream.u16(0x0000);
        stream.segment(0xFF52, 12);
        stream.u8(0, 0, 0, 1, 0, 0);
        // Block of 2^(4 + 2) or what else has 4096 samples.
        int across = Math.max(2, 32 - Integer.numberOfLeadingZeros(width - 1));
        stream.u8(across - 2, 12 - across - 2, 0x40 | (causal ? 8 : 0), 1);
        stream.segment(0xFF5C, 4);
        // One guard bit, so that M_b is the exponent.
        stream.u8(1 << 5, planes << 3);
        ByteArrayOutputStream packet = packet(missing, placeholders, passes, cleanup, refinement);
        stream.segment(0xFF90, 10);
        stream.u16(0);
        stream.u32(packet.size() + 14);
        stream.u8(0, 1);
        stream.u16(0xFF93);
        stream.out.writeBytes(packet.toByteArray());
        stream.u16(0xFFD9);
        return stream.out.toByteArray();
    }

    private static ByteArrayOutputStream packet(
            int missing, int placeholders, int passes, byte[] cleanup, byte[] refinement) {
        HtCodestream header = new HtCodestream();
        header.bits(0b11, 2);
        for (int i = 0; i < missing; i++) {
            header.bits(0, 1);
        }
        header.bits(1, 1);
        int all = 3 * placeholders + passes;
        if (all == 1) {
            header.bits(0, 1);
        } else if (all == 2) {
            header.bits(0b10, 2);
        } else if (all <= 5) {
            header.bits(0b1100 | all - 3, 4);
        } else {
            header.bits(0b1111 << 5 | all - 6, 9);
        }
        int lengthBits = 3;
        int first = 31 - Integer.numberOfLeadingZeros(3 * placeholders + 1);
        int second = passes > 2 ? 1 : 0;
        while (cleanup.length >> lengthBits + first != 0 || refinement.length >> lengthBits + second != 0) {
            header.bits(1, 1);
            lengthBits++;
        }
        header.bits(0, 1);
        header.bits(cleanup.length, lengthBits + first);
        if (passes > 1) {
            header.bits(refinement.length, lengthBits + second);
        }
        while (header.left < header.room()) {
            header.bits(0, 1);
        }
        header.out.writeBytes(cleanup);
        header.out.writeBytes(refinement);
        return header.out;
    }

    private int room() {
        byte[] so = out.toByteArray();
        return so.length > 0 && so[so.length - 1] == (byte) 0xFF ? 7 : 8;
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            left--;
            current |= (value >> i & 1) << left;
            if (left == 0) {
                out.write(current);
                left = current == 0xFF ? 7 : 8;
                current = 0;
            }
        }
    }

    private void segment(int marker, int length) {
        u16(marker);
        u16(length);
    }

    private void u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private void u16(int value) {
        u8(value >> 8, value);
    }

    private void u32(int... values) {
        for (int value : values) {
            u16(value >>> 16);
            u16(value);
        }
    }
}
