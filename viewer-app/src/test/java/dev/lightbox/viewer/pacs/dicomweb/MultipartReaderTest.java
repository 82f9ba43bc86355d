package dev.lightbox.viewer.pacs.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

    private static final String TYPE = "multipart/related; type=\"application/dicom\"; boundary=b";
    private static final String PART = "Content-Type: application/dicom\r\n\r\n";

    @Test
    void theBytesOfTheOnlyPart() throws IOException {
        assertThat(read("--b\r\n" + PART + "DICM\r\n--b--\r\n")).isEqualTo("DICM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related;boundary=b",
                "multipart/related; BOUNDARY=\"b\"",
                "multipart/related; type=\"application/dicom\"; boundary = b ; x=y",
            })
    void boundaryInEveryLegalSpelling(String contentType) throws IOException {
        assertThat(read(contentType, "--b\r\n" + PART + "x\r\n--b--", 10)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related",
                "multipart/related; boundary=",
                "multipart/related; boundary=\"\"",
                "multipart/related; boundary=\"a\r\nb\"",
                "multipart/related; boundary=\"ends with space \"",
                "multipart/related; boundary=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            })
    void refusesAnAnswerWithoutAValidBoundary(String contentType) {
        assertThatThrownBy(() -> read(contentType, "--b\r\n" + PART + "x\r\n--b--", 10))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("a multipart answer without a valid boundary");
    }

    @Test
    void preambleAndEpilogueAreIgnored() throws IOException {
        assertThat(read("a preamble\r\n--bb\r\n\r\n--b \t\r\n" + PART + "x\r\n--b--\r\nan epilogue"))
                .isEqualTo("x");
    }

    @Test
    void whatOnlyBeginsLikeABoundaryIsData() throws IOException {
        String data = "1\r\n--bc\r\n2\r\n--b-x\r\n-\r\n--\r\r\n--";
        assertThat(read("--b\r\n" + PART + data + "\r\n--b--")).isEqualTo(data);
    }

    @Test
    void anEmptyPart() throws IOException {
        assertThat(read("--b\r\n" + PART + "\r\n--b--")).isEmpty();
    }

    @Test
    void partHeadersMayBeMissing() throws IOException {
        assertThat(read("--b\r\n\r\nx\r\n--b--")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "'', a multipart answer that ends too early",
        "'--b', a multipart answer that ends too early",
        "'--b--\r\n', a multipart answer without parts",
        "'--b\r\nContent-Type: application/dicom', a multipart answer that ends too early",
        "'--b\r\nContent-Type: application/dicom\r\n\r\nhalf of it', a multipart answer that ends too early",
        "'--b\r\nContent-Type: application/dicom\r\n\r\nx\r\n--b', a multipart answer that ends too early",
        "'--b\r\nContent-Type: application/dicom\r\n\r\nx\r\n--b-', a multipart answer that ends too early",
        "'--b\r\nContent-Type: text/html\r\n\r\nx\r\n--b--', a part that isn't application/dicom",
        "'--b\r\nContent-Type: application/dicom+json\r\n\r\nx\r\n--b--', a part that isn't application/dicom",
        "'--b\r\n\r\nx\r\n--b\r\n\r\ny\r\n--b--', several parts where one instance was asked for",
    })
    void refusesWhatIsntWhole(String answer, String message) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAPartThatIsTooLarge() throws IOException {
        String answer = "--b\r\n" + PART + "0123456789\r\n--b--";
        assertThat(read(TYPE, answer, 10)).isEqualTo("0123456789");
        assertThatThrownBy(() -> read(TYPE, answer, 9))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("an instance larger than the 9 bytes allowed");
    }

    @Test
    void endlessHeadersAndLinesAreRefused() {
        assertThatThrownBy(() -> read("--b\r\n" + "X-Y: z\r\n".repeat(65)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("more than 64 header lines in a part");
        assertThatThrownBy(() -> read("x\r\n".repeat(65)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("no boundary in the first 64 lines of a multipart answer");
        assertThatThrownBy(() -> read("x".repeat(9000)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("a line longer than 8192 bytes in a multipart answer");
    }

    /** Delimiters fall on every place of the reader's buffer, and the stream gives as little as it likes. */
    @Test
    void manyBytesInSmallAndLargePieces() throws IOException {
        Random random = new Random(7);
        for (int size : new int[] {1, 65_530, 65_531, 65_536, 200_001}) {
            byte[] data = new byte[size];
            random.nextBytes(data);
            for (int i = 0; i < size - 4; i += 1 + random.nextInt(50)) {
                System.arraycopy("\r\n--".getBytes(StandardCharsets.US_ASCII), 0, data, i, 4);
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(("--boundary\r\n" + PART).getBytes(StandardCharsets.US_ASCII));
            answer.writeBytes(data);
            answer.writeBytes("\r\n--boundary--".getBytes(StandardCharsets.US_ASCII));
            for (int piece : new int[] {1, 13, 100_000}) {
                assertThat(MultipartReader.readOnlyPart(
                                "multipart/related; boundary=boundary",
                                new Pieces(answer.toByteArray(), piece),
                                "application/dicom",
                                size))
                        .isEqualTo(data);
            }
        }
    }

    private static String read(String answer) throws IOException {
        return read(TYPE, answer, 1000);
    }

    private static String read(String contentType, String answer, long maxBytes) throws IOException {
        InputStream in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1));
        return new String(
                MultipartReader.readOnlyPart(contentType, in, "application/dicom", maxBytes),
                StandardCharsets.ISO_8859_1);
    }

    /** Gives at most so many bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final int piece;

        Pieces(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, piece));
        }
    }
}
