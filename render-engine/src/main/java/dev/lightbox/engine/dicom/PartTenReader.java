package dev.lightbox.engine.dicom;

import dev.lightbox.engine.dicom.ElementReader.Encoding;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Reads one file: preamble, file meta information, data set, pixel data (PS3.10 section 7). Used once, by one thread. */
final class PartTenReader {
    private final String name;
    private final boolean withPixelData;
    private final ReadLimits limits;
    private final Warnings warnings = new Warnings();
    private final ByteInput file;

    PartTenReader(ByteInput file, String name, boolean withPixelData, ReadLimits limits) {
        this.file = file;
        this.name = name;
        this.withPixelData = withPixelData;
        this.limits = limits;
    }

    DicomFile read() throws DicomException {
        if (!file.has(1)) {
            throw new DicomException(name + ": the file is empty");
        }
        boolean prefix = passPreamble();
        boolean hasMeta = file.has(8) && file.peekShort(0, false) == 0x0002;
        if (!prefix && !hasMeta && Encodings.recognise(file).isEmpty()) {
            throw new DicomException(
                    name + ": not a DICOM file (no DICM at offset 128, and nothing that a data set begins with)");
        }
        DataSet meta = hasMeta ? readMeta() : DataSet.empty();
        if (!hasMeta) {
            warnings.add("The file has no file meta information");
        }
        TransferSyntax syntax = transferSyntax(meta);
        if (!syntax.isDeflated()) {
            return readBody(meta, syntax, file);
        }
        // PS3.5 A.5: what follows the meta information is one deflate stream (RFC 1951), without a header of zlib's.
        try (Inflater inflater = new Inflater(true)) {
            InputStream inflated = new InflaterInputStream(file.rest(), inflater, 8192);
            return readBody(meta, syntax, ByteInput.of(inflated, Long.MAX_VALUE, limits.maxInflatedBytes(), name));
        }
    }

    private DicomFile readBody(DataSet meta, TransferSyntax syntax, ByteInput in) throws DicomException {
        Encoding encoding = encoding(syntax, in);
        Body body = new Body(in, encoding);
        DataSet dataSet = new ElementReader(name, in, limits, warnings).readOutermost(encoding, body);
        TransferSyntax found = asFound(syntax, encoding);
        if (body.pixels.isEmpty()) {
            return new DicomFile(name, meta, dataSet, found, Optional.empty(), warnings.all());
        }
        return body.pixels.get().toFile(meta, dataSet, found, warnings);
    }

    private boolean passPreamble() throws DicomException {
        for (int offset : new int[] {128, 0}) {
            if (file.has(offset + 4)
                    && file.peek(offset) == 'D'
                    && file.peek(offset + 1) == 'I'
                    && file.peek(offset + 2) == 'C'
                    && file.peek(offset + 3) == 'M') {
                file.advance(offset + 4);
                return true;
            }
        }
        return false;
    }

    /** PS3.10 7.1: group 0002, always in Explicit VR Little Endian. Its length isn't trusted: it ends where another group begins. */
    private DataSet readMeta() throws DicomException {
        return new ElementReader(name, file, limits, warnings)
                .readOutermost(Encoding.EXPLICIT_LITTLE, new MetaInformation());
    }

    private TransferSyntax transferSyntax(DataSet meta) throws DicomException {
        Optional<String> uid = meta.string(Tag.TransferSyntaxUID);
        if (uid.isPresent()) {
            return TransferSyntax.of(uid.get());
        }
        TransferSyntax recognised = nativeSyntax(
                Encodings.recognise(file).orElse(file.has(8) ? Encodings.byVr(file) : Encoding.IMPLICIT_LITTLE));
        warnings.add("The file names no transfer syntax: it is read as " + recognised.displayName());
        return recognised;
    }

    static TransferSyntax nativeSyntax(Encoding encoding) {
        if (!encoding.explicit()) {
            return TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        }
        return encoding.bigEndian() ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private Encoding encoding(TransferSyntax syntax, ByteInput in) throws DicomException {
        Encoding declared = declared(syntax);
        Encoding confirmed = Encodings.confirm(declared, in);
        if (!confirmed.equals(declared)) {
            warnings.add("The file says %s and is %s"
                    .formatted(syntax.displayName(), nativeSyntax(confirmed).displayName()));
        }
        return confirmed;
    }

    private static Encoding declared(TransferSyntax syntax) {
        return new Encoding(!syntax.isImplicitVr(), syntax.isBigEndian());
    }

    private static TransferSyntax asFound(TransferSyntax syntax, Encoding encoding) {
        boolean declaredRightly = encoding.equals(declared(syntax));
        return syntax.isEncapsulated() || syntax.isDeflated() || declaredRightly ? syntax : nativeSyntax(encoding);
    }

    private static final class MetaInformation implements ElementReader.Outermost {
        @Override
        public boolean endsAt(int tag) {
            return Tag.group(tag) != 0x0002;
        }

        @Override
        public boolean reads(ElementHeader header) {
            return false;
        }

        @Override
        public boolean hasEnough() {
            return false;
        }
    }

    /** Keeps the pixel data apart, or stops in front of them. */
    private final class Body implements ElementReader.Outermost {
        private final ByteInput in;
        private final Encoding encoding;
        private Optional<FoundPixels> pixels = Optional.empty();

        Body(ByteInput in, Encoding encoding) {
            this.in = in;
            this.encoding = encoding;
        }

        @Override
        public boolean endsAt(int tag) {
            return !withPixelData && Tag.group(tag) == 0x7FE0;
        }

        @Override
        public boolean reads(ElementHeader header) throws DicomException {
            boolean wanted = header.tag() == Tag.PixelData
                    || header.tag() == Tag.FloatPixelData
                    || header.tag() == Tag.DoubleFloatPixelData;
            if (!wanted || pixels.isPresent()) {
                return false;
            }
            pixels = Optional.of(FoundPixels.read(name, header, encoding, in, limits, warnings));
            return true;
        }

        @Override
        public boolean hasEnough() {
            return pixels.isPresent();
        }
    }
}
