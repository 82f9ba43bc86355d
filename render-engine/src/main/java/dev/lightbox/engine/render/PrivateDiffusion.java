package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The b-value of MR images that tell it in their vendor's private attributes alone, as most of those that aren't enhanced multi-frame images do. The attributes are
 * those of the vendors' DICOM conformance statements. Stateless, thread-safe.
 */
final class PrivateDiffusion {

    /** GE adds multiples of it to mark how the value came about; no device goes so far, s/mm². */
    private static final double MARK = 100_000;

    /**
     * Where one vendor has it.
     *
     * @param creator of the private block
     * @param element within the block
     * @param binary whether it is a 32-bit floating-point number, not text
     */
    private record Place(String creator, int group, int element, boolean binary) {}

    private static final List<Place> PLACES = List.of(
            new Place("SIEMENS MR HEADER", 0x0019, 0x0C, false),
            new Place("GEMS_PARM_01", 0x0043, 0x39, false),
            new Place("Philips Imaging DD 001", 0x2001, 0x03, true));

    private static final int FIRST_BLOCK = 0x10;
    private static final int LAST_BLOCK = 0x1F;

    private PrivateDiffusion() {}

    /** @return s/mm², from 0; empty where there is none */
    static OptionalDouble bValue(DataSet dataSet) {
        if (!dataSet.string(Tag.Modality).orElse("").equals("MR")) {
            return OptionalDouble.empty();
        }
        for (Place place : PLACES) {
            for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
                int creator = place.group << 16 | block;
                if (dataSet.string(creator).filter(place.creator::equals).isPresent()) {
                    OptionalDouble value =
                            number(dataSet, place.group << 16 | block << 8 | place.element, place.binary);
                    if (value.isPresent() && value.getAsDouble() >= 0 && Double.isFinite(value.getAsDouble())) {
                        return OptionalDouble.of(value.getAsDouble() % MARK);
                    }
                }
            }
        }
        return OptionalDouble.empty();
    }

    /** Where the VR was lost on the way (UN), by what it should be. */
    private static OptionalDouble number(DataSet dataSet, int tag, boolean binary) {
        if (dataSet.element(tag).filter(element -> element.vr() == Vr.UN).isEmpty()) {
            return dataSet.number(tag);
        }
        byte[] bytes = dataSet.bytes(tag);
        if (binary) {
            return bytes.length == Float.BYTES
                    ? OptionalDouble.of(ByteBuffer.wrap(bytes)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getFloat())
                    : OptionalDouble.empty();
        }
        String text = new String(bytes, StandardCharsets.US_ASCII).split("\\\\", 2)[0].strip();
        return text.matches("\\+?[0-9]{1,10}") ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
