package dev.lightbox.engine.dicom;

/** Turns big endian values round. */
final class ByteOrders {
    private ByteOrders() {}

    /** Turns every complete unit of 1, 2, 4 or 8 bytes round in place. */
    static void swap(byte[] value, int unit) {
        for (int start = 0; start + unit <= value.length; start += unit) {
            for (int i = 0; i < unit / 2; i++) {
                byte kept = value[start + i];
                value[start + i] = value[start + unit - 1 - i];
                value[start + unit - 1 - i] = kept;
            }
        }
    }
}
