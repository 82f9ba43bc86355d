package dev.lightbox.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Worked out by hand from the formats' descriptions. */
class LevelDbTableTest {

    /** "Wikipedia is Wikipedia": 13 letters as they are, then 9 from 13 before. */
    private static final byte[] PACKED = HexFormat.of().parseHex("16" + "30" + hex("Wikipedia is ") + "15" + "0d");

    @Test
    void unpacksLiteralsAndCopies() {
        assertThat(new String(LevelDbTable.snappy(PACKED), StandardCharsets.US_ASCII))
                .isEqualTo("Wikipedia is Wikipedia");
    }

    @Test
    void copiesThatReachIntoThemselvesRepeat() {
        // "ab", then 6 letters from 2 before.
        byte[] packed = HexFormat.of().parseHex("08" + "04" + hex("ab") + "09" + "02");
        assertThat(new String(LevelDbTable.snappy(packed), StandardCharsets.US_ASCII))
                .isEqualTo("abababab");
    }

    @Test
    void findsTheBlocksOfATable() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(PACKED);
        table.writeBytes(HexFormat.of().parseHex("01" + "00000000"));
        int indexAt = table.size();
        // One entry: no shared letters, key "k", value (offset 0, size of the block); one restart point.
        byte[] index = HexFormat.of()
                .parseHex("00" + "01" + "02" + hex("k") + "00" + "%02x".formatted(PACKED.length) + "00000000"
                        + "01000000");
        table.writeBytes(index);
        table.writeBytes(HexFormat.of().parseHex("00" + "00000000"));
        byte[] footer = new byte[48];
        footer[2] = (byte) indexAt;
        footer[3] = (byte) index.length;
        System.arraycopy(HexFormat.of().parseHex("57fb808b247547db"), 0, footer, 40, 8);
        table.writeBytes(footer);

        assertThat(LevelDbTable.blocks(table.toByteArray()))
                .singleElement()
                .isEqualTo("Wikipedia is Wikipedia".getBytes(StandardCharsets.US_ASCII));
        assertThat(LevelDbTable.blocks(new byte[100])).isEmpty();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
