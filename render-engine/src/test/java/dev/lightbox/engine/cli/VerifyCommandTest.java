package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyCommandTest extends CommandCase {

    private static final String COLUMNS_LINE =
            "path\tbytes\tsha256\traw_sha256\tvalues_sha256\tbit_exact\treference\treference_made_by\n";
    private static final int[] LEVELS = {0, 23, 46, 70, 93, 116, 139, 162, 185, 209, 232, 255};

    private String list = COLUMNS_LINE;

    @BeforeEach
    void oneFile() throws IOException {
        picture("a.dcm", 0);
    }

    @Test
    void everythingRightIsCounted() throws Exception {
        reference("a.png", LEVELS);
        add("a.dcm", bytes(0, 1), sha256(values(0)), "yes", "a.png", "dcmj2pnm -O +Wi 1");
        assertThat(verify()).isZero();
        assertThat(said()).contains("1 lines of MANIFEST.tsv", "1  bit-exact", "1  the same as the reference");
        assertThat(said().lines()).hasSize(5);
    }

    @Test
    void differentValuesFail() throws Exception {
        add("a.dcm", bytes(0, 1), sha256(values(1)), "yes", "", "");
        assertThat(verify()).isEqualTo(1);
        assertThat(said())
                .contains("a.dcm: DIFFERENT: stored values: SHA-256 " + sha256(values(0)) + ", expected "
                        + sha256(values(1)));
        assertThat(said()).contains("1  DIFFERENT");
    }

    @Test
    void aFileThatIsNotTheListedOneIsToldFromAWrongDecoder() throws Exception {
        add("a.dcm", bytes(1, 1), sha256(values(0)), "yes", "", "");
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("a.dcm: the file isn't the one in the list: the file's SHA-256 is ");
    }

    @Test
    void picturesMayDifferByOneLevelAndLossyOnesByTwo() throws Exception {
        reference("one.png", with(LEVELS, 3, 71));
        reference("two.png", with(LEVELS, 3, 72));
        reference("three.png", with(LEVELS, 3, 73));
        add("a.dcm", bytes(0, 1), sha256(values(0)), "yes", "one.png", "dcmj2pnm -O +Wi 1");
        add("a.dcm", bytes(0, 1), sha256(values(0)), "yes", "two.png", "dcmj2pnm -O +Wi 1");
        add("a.dcm", bytes(0, 1), sha256(values(9)), "no(lossy DCT)", "two.png", "dcmj2pnm -O +Wi 1");
        add("a.dcm", bytes(0, 1), sha256(values(9)), "no(lossy DCT)", "three.png", "dcmj2pnm -O +Wi 1");
        assertThat(verify()).isEqualTo(1);
        assertThat(said().lines().filter(line -> line.contains("differs by")))
                .containsExactly(
                        "a.dcm: DIFFERENT: two.png: differs by up to 2 levels, 1 allowed; in 1 of 12 samples by more than that",
                        "a.dcm: DIFFERENT: three.png: differs by up to 3 levels, 2 allowed; in 1 of 12 samples by more than that");
        assertThat(said())
                .contains(
                        "1  within 1 level of the reference",
                        "1  lossy, within 2 levels of the reference",
                        "1  lossy, the picture within 2 levels of the reference");
    }

    @Test
    void theReferencesOptionsAreFollowed() throws Exception {
        // Center 0, width 4096 linear, from -1024; sigmoid of the first window; smallest to largest.
        reference("second.png", 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64);
        reference("sigmoid.png", 30, 40, 53, 69, 87, 107, 128, 148, 168, 186, 202, 215);
        reference("given.png", 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255);
        add("a.dcm", bytes(0, 1), "", "yes", "second.png", "dcmj2pnm -O +Wi 2");
        add("a.dcm", bytes(0, 1), "", "yes", "sigmoid.png", "dcmj2pnm -O +Wi 1 +Wfs");
        add("a.dcm", bytes(0, 1), "", "yes", "given.png", "dcmj2pnm -O +Ww -1020 1");
        add("a.dcm", bytes(0, 1), "", "yes", "second.png", "dcmj2pnm -O +Wh 5");
        add("a.dcm", bytes(0, 1), "", "yes", "second.png", "dcmj2pnm -O +Wi 3");
        add("a.dcm", bytes(0, 1), "", "yes", "nowhere.png", "dcmj2pnm -O +Wi 2");
        assertThat(verify()).isEqualTo(1);
        assertThat(said().lines().filter(line -> line.startsWith("a.dcm: ")))
                .containsExactly(
                        "a.dcm: reference made in a way that isn't known here: second.png: made with +Wh",
                        "a.dcm: DIFFERENT: second.png: the reference uses its window 3, of which it has 2",
                        "a.dcm: reference picture missing or unreadable: nowhere.png: "
                                + directory.resolve("nowhere.png") + " doesn't exist");
        assertThat(said()).contains("6  no stored values in the list");
    }

    @Test
    void membersOfArchivesAreChecked() throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve("s.zip")))) {
            zip.putNextEntry(new ZipEntry("1"));
            zip.write(bytes(1, 1));
        }
        try (var tar = new GZIPOutputStream(Files.newOutputStream(directory.resolve("s.tar.gz")))) {
            tar.write(tarMember("x/2", bytes(2, 1)));
            tar.write(tarMember("x/3", bytes(3, 1)));
            tar.write(new byte[1024]);
        }
        add("s.zip!1", bytes(1, 1), sha256(values(1)), "yes", "", "");
        add("s.tar.gz!x/3", bytes(3, 1), sha256(values(3)), "yes", "", "");
        add("s.tar.gz!x/2", bytes(2, 1), sha256(values(2)), "yes", "", "");
        assertThat(verify()).isZero();
        assertThat(said()).contains("3  bit-exact");
        add("s.tar.gz!x/4", bytes(2, 1), sha256(values(2)), "yes", "", "");
        add("t.tar!1", bytes(2, 1), sha256(values(2)), "yes", "", "");
        assertThat(verify()).isEqualTo(3);
        assertThat(said())
                .contains(
                        "s.tar.gz!x/4: file missing or unreadable: not found in its archive",
                        "t.tar!1: file missing or unreadable: ");
    }

    @Test
    void missingColumnsAndFilesAreSaid() throws Exception {
        Files.writeString(directory.resolve("MANIFEST.tsv"), "path\tvalues_sha256\nnone.dcm\tabc\na.dcm\n");
        assertThat(run("verify", directory.toString())).isEqualTo(3);
        assertThat(complained().lines())
                .containsExactly(
                        "MANIFEST.tsv has no column bit_exact: nothing is compared with it.",
                        "MANIFEST.tsv has no column reference: nothing is compared with it.",
                        "MANIFEST.tsv has no column reference_made_by: nothing is compared with it.");
        assertThat(said()).contains("none.dcm: file missing or unreadable", "1  no stored values in the list");
        Files.writeString(directory.resolve("MANIFEST.tsv"), "file\n");
        assertThat(run("verify", directory.toString())).isEqualTo(1);
        assertThat(complained()).contains("no column \"path\"");
        assertThat(run("verify", path("elsewhere"))).isEqualTo(1);
        assertThat(complained()).contains("MANIFEST.tsv doesn't exist");
    }

    @Test
    void brokenFilesMayBeRefusedAndOthersMayNot() throws Exception {
        byte[] cut = Arrays.copyOf(bytes(0, 1), bytes(0, 1).length - 3);
        Files.write(directory.resolve("cut.dcm"), cut);
        add("cut.dcm", cut, sha256(values(0)), "n/a (broken)", "", "");
        assertThat(verify()).isZero();
        assertThat(said()).contains("1  broken, refused");
        add("cut.dcm", cut, sha256(values(0)), "yes", "", "");
        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("cut.dcm: refused, though it can be decoded: ");
    }

    @Test
    void oneFileOfTheSharedSet() {
        assertThat(run("verify", SharedData.root().toString(), "--only", "voi/", "--all"))
                .isZero();
        assertThat(said()).contains("voi/mr-uneven-slope.dcm: bit-exact", "4 lines of MANIFEST.tsv");
    }

    private int verify() throws IOException {
        Files.writeString(directory.resolve("MANIFEST.tsv"), list);
        return run("verify", directory.toString());
    }

    private void add(String path, byte[] file, String values, String bitExact, String reference, String madeBy)
            throws Exception {
        list += String.join(
                        "\t",
                        path,
                        Integer.toString(file.length),
                        sha256(file),
                        "",
                        values,
                        bitExact,
                        reference,
                        madeBy)
                + "\n";
    }

    private void reference(String name, int... levels) throws IOException {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, COLUMNS, ROWS, 0, levels);
        Path file = directory.resolve(name);
        ImageIO.write(image, "png", file.toFile());
    }

    private static int[] with(int[] levels, int index, int level) {
        int[] changed = levels.clone();
        changed[index] = level;
        return changed;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** As POSIX writes it: name, mode, owner, size, time, checksum, type. */
    private static byte[] tarMember(String name, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, String.format("%011o", content.length));
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format("%06o", sum));
        header[154] = 0;
        header[155] = ' ';
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[-content.length & 511]);
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
