package dev.lightbox.engine.hostile;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Damages bytes as transmission, disks and ill will do; the same for the same random numbers. */
final class Mutator {

    /** Where headers are: damage hurts more there. */
    private static final int HEAD_BYTES = 2048;

    private Mutator() {}

    /** A damaged copy. */
    static byte[] mutate(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            bytes = change(bytes, random);
        }
        return bytes;
    }

    private static byte[] change(byte[] bytes, RandomGenerator random) {
        if (bytes.length < 8) {
            return bytes;
        }
        int at = position(bytes.length, random);
        switch (random.nextInt(11)) {
            case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[at] = (byte) random.nextInt(256);
            case 3 -> bytes[at] = random.nextBoolean() ? (byte) 0xFF : 0;
            case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0xFF);
            case 5 -> {
                int length = 1 + random.nextInt(Math.min(64, bytes.length / 2));
                System.arraycopy(
                        bytes,
                        random.nextInt(bytes.length - length + 1),
                        bytes,
                        random.nextInt(bytes.length - length + 1),
                        length);
            }
            case 6 -> marker(bytes, random);
            case 7 -> {
                // A number in two bytes, the usual width of a length.
                int value = new int[] {0, 1, 2, 0x7FFF, 0x8000, 0xFFFF}[random.nextInt(6)];
                int place = Math.min(at, bytes.length - 2);
                bytes[place] = (byte) (value >> 8);
                bytes[place + 1] = (byte) value;
            }
            case 8 -> {
                return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
            }
            case 9 -> {
                // Some bytes lost in the middle.
                int length = 1 + random.nextInt(Math.min(32, bytes.length - at));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                return shorter;
            }
            default -> {
                // And some too many.
                int length = 1 + random.nextInt(32);
                byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                return longer;
            }
        }
        return bytes;
    }

    private static int position(int length, RandomGenerator random) {
        return random.nextBoolean() ? random.nextInt(Math.min(length, HEAD_BYTES)) : random.nextInt(length);
    }

    /** The bytes after a marker of the JPEG families: its length, or what it declares. */
    private static void marker(byte[] bytes, RandomGenerator random) {
        int start = random.nextInt(Math.min(bytes.length, HEAD_BYTES));
        for (int i = start; i < bytes.length - 12; i++) {
            if (bytes[i] == (byte) 0xFF && (bytes[i + 1] & 0xFF) >= 0x4F && bytes[i + 1] != (byte) 0xFF) {
                bytes[i + 1 + random.nextInt(11)] = (byte) random.nextInt(256);
                return;
            }
        }
    }
}
