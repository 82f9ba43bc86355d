package dev.lightbox.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.bench.Pictures.Encoded;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.WindowWork;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** What the benchmark computes is right: the bindings' results are those of this engine. The libraries are packages that {@code ./lightbox test} installs. */
class BenchTest {

    @Test
    void libdeflateMakesZlibStreams() throws Exception {
        byte[] data = new byte[100_000];
        new Random(3).nextBytes(data);
        java.util.Arrays.fill(data, 2000, 60_000, (byte) 3);
        byte[] stream = LibDeflate.load().orElseThrow().compress(data);
        assertThat(stream.length).isLessThan(50_000);
        Inflater inflater = new Inflater();
        inflater.setInput(stream);
        byte[] back = new byte[data.length];
        assertThat(inflater.inflate(back)).isEqualTo(data.length);
        inflater.end();
        assertThat(back).isEqualTo(data);
    }

    @Test
    void libjpegTurboBothWays() {
        byte[] pixels = new byte[64 * 40];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 64 * 3);
        }
        TurboJpeg library = TurboJpeg.load().orElseThrow();
        byte[] back = library.decode(library.encode(pixels, 64, 40, 1, 95), 64, 40, 1);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(back[i] & 0xFF).isCloseTo(pixels[i] & 0xFF, org.assertj.core.data.Offset.offset(4));
        }
    }

    @Test
    void charLsDecodesTheSameSlice() throws Exception {
        StoredFrame plain = Pictures.image(SharedData.path("transfer-syntaxes/ct-explicit-vr-le.dcm"))
                .decode(1);
        byte[] codestream = codestream("transfer-syntaxes/ct-jpegls-lossless.dcm");
        Checks.sameBytes(0).check(plain, CharLs.load().orElseThrow().decode(codestream));
    }

    @Test
    void openJpegDecodesTheSameSliceAndLessOfIt() throws Exception {
        StoredFrame plain = Pictures.image(SharedData.path("transfer-syntaxes/ct-explicit-vr-le.dcm"))
                .decode(1);
        byte[] codestream = codestream("transfer-syntaxes/ct-j2k-lossless.dcm");
        OpenJpeg library = OpenJpeg.load().orElseThrow();
        Checks.sameComponents(0).check(plain, library.decode(codestream, 0));
        OpenJpeg.Picture quarter = library.decode(codestream, 2);
        assertThat(quarter.width()).isEqualTo(128);
        assertThat(quarter.height()).isEqualTo(128);
    }

    @Test
    void windowsAreExact() {
        short[] values = new short[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (i * 13);
        }
        WindowWork work = new WindowWork(values, true);
        for (int i = 0; i < 70; i++) {
            work.run();
            assertThat(work.isExact()).isTrue();
        }
    }

    @Test
    void rivalPngHoldsThePicture() throws Exception {
        byte[] levels = new byte[50 * 30];
        new Random(4).nextBytes(levels);
        GrayOrRgb8 picture = new GrayOrRgb8(50, 30, 1, levels);
        byte[] file = RivalPng.encode(picture, LibDeflate.load().orElseThrow());
        Checks.files(picture, 0).check(file, file);
    }

    @Test
    void rowsAreMeasuredComparedAndCounted() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(Bench.run(out, SharedData.root(), true, "RLE 512")).isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .containsPattern("RLE 512x512, 16 bits .* MB/s")
                .contains("0 results wrong");

        bytes.reset();
        Table table = new Table(out, true, "");
        table.add(Row.alone(
                "made up",
                () -> 1,
                (ours, same) -> {
                    throw new IllegalStateException("sample 3: ours is 1, the rival's 2");
                },
                0,
                new Aim.None(),
                ""));
        assertThat(table.close()).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("WRONG   sample 3: ours is 1, the rival's 2");
    }

    private static byte[] codestream(String file) throws Exception {
        byte[] bytes = SharedData.bytes(file);
        return dev.lightbox.engine.dicom.DicomReader.read(bytes, file)
                .pixelData()
                .orElseThrow()
                .frame(1);
    }

    @Test
    void framesAreFound() throws Exception {
        Encoded frame = Pictures.firstFrame(SharedData.path("transfer-syntaxes/ct-rle.dcm"))
                .orElseThrow();
        assertThat(frame.decode().rows()).isEqualTo(512);
    }
}
