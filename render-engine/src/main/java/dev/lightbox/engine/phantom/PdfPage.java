package dev.lightbox.engine.phantom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a PDF of one page of text (ISO 32000-1): A4, Helvetica, no compression, no script. Stateless and thread-safe. */
final class PdfPage {
    /** WinAnsiEncoding (ISO 32000-1 D.2). */
    private static final Charset WIN_ANSI = Charset.forName("windows-1252");

    private PdfPage() {}

    /** @param lines the first is the heading; what Windows-1252 doesn't have becomes a question mark */
    static byte[] of(List<String> lines) {
        StringBuilder content = new StringBuilder("BT /F1 18 Tf 22 TL 60 770 Td ");
        for (int i = 0; i < lines.size(); i++) {
            content.append('(')
                    .append(lines.get(i).replaceAll("([\\\\()])", "\\\\$1"))
                    .append(") Tj ")
                    .append(i == 0 ? "/F1 11 Tf 17 TL T* T* " : "T* ");
        }
        content.append("ET 0.2 0.4 0.7 RG 60 757 475 0.1 re S");
        byte[] stream = content.toString().getBytes(WIN_ANSI);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        write(file, "%PDF-1.4\n");
        begin(file, offsets, "<< /Type /Catalog /Pages 2 0 R /Lang (de) >>");
        end(file);
        begin(file, offsets, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        end(file);
        begin(
                file,
                offsets,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
        end(file);
        begin(file, offsets, "<< /Length " + stream.length + " >>\nstream\n");
        file.writeBytes(stream);
        write(file, "\nendstream");
        end(file);
        begin(file, offsets, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        end(file);
        int table = file.size();
        write(file, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> write(file, String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        write(file, "trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return file.toByteArray();
    }

    private static void begin(ByteArrayOutputStream file, List<Integer> offsets, String dictionary) {
        offsets.add(file.size());
        write(file, offsets.size() + " 0 obj\n" + dictionary);
    }

    private static void end(ByteArrayOutputStream file) {
        write(file, "\nendobj\n");
    }

    private static void write(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
