package dev.lightbox.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds files byte by byte, right ones and wrong ones. Text is Latin-1; numbers are little endian unless made big. */
final class TestFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean bigEndian;

    private TestFile(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    /** No preamble, no meta information. */
    static TestFile bare() {
        return new TestFile(false);
    }

    static TestFile bareBigEndian() {
        return new TestFile(true);
    }

    /** Preamble and a meta information that names the transfer syntax and nothing else. */
    static TestFile of(String transferSyntaxUid) {
        TestFile file = new TestFile(false);
        file.out.writeBytes(new byte[128]);
        return file.text("DICM").explicit(Tag.TransferSyntaxUID, "UI", even(transferSyntaxUid));
    }

    static TestFile explicitLittle() {
        return of("1.2.840.10008.1.2.1");
    }

    static TestFile implicitLittle() {
        return of("1.2.840.10008.1.2");
    }

    private static byte[] even(String text) {
        return (text.length() % 2 == 0 ? text : text + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    TestFile explicit(int tag, String vr, String value) {
        return explicit(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestFile explicit(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).bytes(value);
    }

    /** A header in Explicit VR, with whatever length. */
    TestFile header(int tag, String vr, long length) {
        tag(tag).text(vr);
        boolean longForm = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
        return longForm ? number(0, 2).number(length, 4) : number(length, 2);
    }

    TestFile implicit(int tag, String value) {
        return implicit(tag, value.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestFile implicit(int tag, byte[] value) {
        return implicitHeader(tag, value.length).bytes(value);
    }

    /** A header in Implicit VR, an item or a delimiter, with whatever length. */
    TestFile implicitHeader(int tag, long length) {
        return tag(tag).number(length, 4);
    }

    TestFile item(byte[] value) {
        return implicit(Tag.Item, value);
    }

    TestFile endOfItem() {
        return implicitHeader(Tag.ItemDelimitationItem, 0);
    }

    TestFile endOfSequence() {
        return implicitHeader(Tag.SequenceDelimitationItem, 0);
    }

    TestFile shorts(int tag, int... values) {
        header(tag, "US", 2L * values.length);
        for (int value : values) {
            number(value, 2);
        }
        return this;
    }

    /** An image of 8 bits a pixel. */
    TestFile image(int rows, int columns, int frames) {
        return shorts(Tag.SamplesPerPixel, 1)
                .explicit(Tag.NumberOfFrames, "IS", "%04d".formatted(frames))
                .shorts(Tag.Rows, rows)
                .shorts(Tag.Columns, columns)
                .shorts(Tag.BitsAllocated, 8);
    }

    private TestFile tag(int tag) {
        return number(Tag.group(tag), 2).number(Tag.element(tag), 2);
    }

    TestFile number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * (bigEndian ? bytes - 1 - i : i)));
        }
        return this;
    }

    TestFile text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    TestFile bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    DicomFile read() throws DicomException {
        return DicomReader.read(toBytes(), "test");
    }
}
