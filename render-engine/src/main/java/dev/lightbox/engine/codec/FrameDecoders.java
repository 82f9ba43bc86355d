package dev.lightbox.engine.codec;

import dev.lightbox.engine.codec.jpeg.JpegDecoder;
import dev.lightbox.engine.codec.jpeg2000.Jpeg2000Decoder;
import dev.lightbox.engine.codec.jpeg2000.ht.HighThroughputBlockDecoder;
import dev.lightbox.engine.codec.jpegls.JpegLsDecoder;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which decoder takes which transfer syntax. Thread-safe. */
public final class FrameDecoders {

    private static final FrameDecoder NATIVE = new NativeDecoder();
    private static final FrameDecoder JPEG = new JpegDecoder();
    private static final FrameDecoder JPEG_LS = new JpegLsDecoder();
    private static final FrameDecoder JPEG_2000 = new Jpeg2000Decoder(HighThroughputBlockDecoder::new);

    private static final Map<String, FrameDecoder> ENCAPSULATED = Map.ofEntries(
            Map.entry(TransferSyntax.RLE_LOSSLESS.uid(), new RleDecoder()),
            Map.entry(TransferSyntax.DEFLATED_IMAGE_FRAME.uid(), new DeflatedFrameDecoder()),
            Map.entry(TransferSyntax.JPEG_BASELINE.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_EXTENDED.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_SPECTRAL_SELECTION.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_PROGRESSION.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_LOSSLESS.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_LOSSLESS_SV1.uid(), JPEG),
            Map.entry(TransferSyntax.JPEG_LS_LOSSLESS.uid(), JPEG_LS),
            Map.entry(TransferSyntax.JPEG_LS_NEAR_LOSSLESS.uid(), JPEG_LS),
            Map.entry(TransferSyntax.JPEG_2000_LOSSLESS.uid(), JPEG_2000),
            Map.entry(TransferSyntax.JPEG_2000.uid(), JPEG_2000),
            Map.entry(TransferSyntax.HTJ2K_LOSSLESS.uid(), JPEG_2000),
            Map.entry(TransferSyntax.HTJ2K_LOSSLESS_RPCL.uid(), JPEG_2000),
            Map.entry(TransferSyntax.HTJ2K.uid(), JPEG_2000),
            // Part 2: decoded where the codestream uses nothing but part 1, else refused by the segment that it can't
            // do without.
            Map.entry("1.2.840.10008.1.2.4.92", JPEG_2000),
            Map.entry("1.2.840.10008.1.2.4.93", JPEG_2000));

    private FrameDecoders() {}

    /** The decoder of a transfer syntax; empty where it isn't supported, and then {@link #verdict} says so. */
    public static Optional<FrameDecoder> of(TransferSyntax syntax) {
        return syntax.isEncapsulated() ? Optional.ofNullable(ENCAPSULATED.get(syntax.uid())) : Optional.of(NATIVE);
    }

    /** The compressed transfer syntaxes that are decoded; uncompressed ones all are. */
    public static Set<TransferSyntax> encapsulated() {
        return ENCAPSULATED.keySet().stream().map(TransferSyntax::of).collect(Collectors.toUnmodifiableSet());
    }

    /** Why pictures of this transfer syntax can't be decoded, fit for the user; empty where they can. */
    public static Optional<String> verdict(TransferSyntax syntax) {
        if (syntax.isVideo()) {
            return Optional.of("This is a video (" + syntax.displayName() + "), which can't be shown yet.");
        }
        if (of(syntax).isPresent()) {
            return Optional.empty();
        }
        String name = syntax.isKnown() ? syntax.displayName() : "unknown transfer syntax " + syntax.uid();
        return Optional.of("Pictures compressed as " + name + " can't be shown yet.");
    }
}
