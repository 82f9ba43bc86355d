package dev.lightbox.engine.dicom;

import java.util.HashMap;
import java.util.Map;

/**
 * How a data set and its pixel data are encoded (PS3.5 section 10, PS3.6 A-1).
 *
 * @param uid the transfer syntax UID
 * @param displayName the standard's name, fit for users; the UID itself where it isn't known
 * @param isEncapsulated whether pixel data come as fragments (PS3.5 A.4); an unknown syntax is taken for encapsulated
 * @param isLossy whether the syntax by itself means that information may have been lost; one that carries both kinds counts
 */
public record TransferSyntax(String uid, String displayName, boolean isEncapsulated, boolean isLossy) {
    private static final Map<String, TransferSyntax> KNOWN = new HashMap<>();

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
            uncompressed("1.2.840.10008.1.2", "Implicit VR Little Endian");
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
            uncompressed("1.2.840.10008.1.2.1", "Explicit VR Little Endian");
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            uncompressed("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian");
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
            uncompressed("1.2.840.10008.1.2.2", "Explicit VR Big Endian");
    /** PS3.5 A.4.14: pixel data in fragments, each a deflated frame. */
    public static final TransferSyntax DEFLATED_IMAGE_FRAME =
            lossless("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression");

    public static final TransferSyntax RLE_LOSSLESS = lossless("1.2.840.10008.1.2.5", "RLE Lossless");
    public static final TransferSyntax JPEG_BASELINE = lossy("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");
    public static final TransferSyntax JPEG_EXTENDED = lossy("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 & 4)");
    public static final TransferSyntax JPEG_SPECTRAL_SELECTION =
            lossy("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)");
    public static final TransferSyntax JPEG_PROGRESSION =
            lossy("1.2.840.10008.1.2.4.55", "JPEG Full Progression, Non-Hierarchical (Process 10 & 12)");
    public static final TransferSyntax JPEG_LOSSLESS =
            lossless("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 =
            lossless("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction (Process 14, Selection Value 1)");
    public static final TransferSyntax JPEG_LS_LOSSLESS = lossless("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS =
            lossy("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless)");
    public static final TransferSyntax JPEG_2000_LOSSLESS =
            lossless("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)");
    public static final TransferSyntax JPEG_2000 = lossy("1.2.840.10008.1.2.4.91", "JPEG 2000");
    public static final TransferSyntax HTJ2K_LOSSLESS =
            lossless("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL =
            lossless("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options (Lossless Only)");
    public static final TransferSyntax HTJ2K = lossy("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000");

    static {
        lossless("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component (Lossless Only)");
        lossy("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component");
        lossy("1.2.840.10008.1.2.4.94", "JPIP Referenced");
        lossy("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate");
        lossy("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level");
        lossy("1.2.840.10008.1.2.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level");
        lossy("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level");
        lossy("1.2.840.10008.1.2.4.101.1", "Fragmentable MPEG2 Main Profile / High Level");
        lossy("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1");
        lossy("1.2.840.10008.1.2.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1");
        lossy("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1");
        lossy("1.2.840.10008.1.2.4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1");
        lossy("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video");
        lossy("1.2.840.10008.1.2.4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video");
        lossy("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video");
        lossy("1.2.840.10008.1.2.4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video");
        lossy("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2");
        lossy("1.2.840.10008.1.2.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2");
        lossy("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1");
        lossy("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1");
        lossless("1.2.840.10008.1.2.4.110", "JPEG XL Lossless");
        lossy("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression");
        lossy("1.2.840.10008.1.2.4.112", "JPEG XL");
        lossy("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced");
        lossy("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate");
        // Retired processes: named so that the refusal can be.
        lossy("1.2.840.10008.1.2.4.52", "JPEG Extended (Process 3 & 5)");
        lossy("1.2.840.10008.1.2.4.54", "JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9)");
        lossy("1.2.840.10008.1.2.4.56", "JPEG Full Progression, Non-Hierarchical (Process 11 & 13)");
        lossless("1.2.840.10008.1.2.4.58", "JPEG Lossless, Non-Hierarchical (Process 15)");
    }

    /** @return the syntax with this UID; an unknown one carries its UID as its name */
    public static TransferSyntax of(String uid) {
        TransferSyntax known = KNOWN.get(uid);
        return known != null ? known : new TransferSyntax(uid, uid, true, false);
    }

    /** @return whether the UID is in the list of PS3.6 that this version knows */
    public boolean isKnown() {
        return KNOWN.containsKey(uid);
    }

    /** @return whether the data set is in Implicit VR Little Endian; every other syntax is explicit */
    public boolean isImplicitVr() {
        return equals(IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** @return whether the data set, not its frames, is in big endian order */
    public boolean isBigEndian() {
        return equals(EXPLICIT_VR_BIG_ENDIAN);
    }

    /** @return whether everything after the file meta information is one deflated stream (PS3.5 A.5) */
    public boolean isDeflated() {
        return equals(DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** @return whether pixel data are one video stream instead of frames */
    public boolean isVideo() {
        return displayName.contains("MPEG") || displayName.startsWith("HEVC");
    }

    private static TransferSyntax uncompressed(String uid, String name) {
        return register(new TransferSyntax(uid, name, false, false));
    }

    private static TransferSyntax lossless(String uid, String name) {
        return register(new TransferSyntax(uid, name, true, false));
    }

    private static TransferSyntax lossy(String uid, String name) {
        return register(new TransferSyntax(uid, name, true, true));
    }

    private static TransferSyntax register(TransferSyntax syntax) {
        KNOWN.put(syntax.uid, syntax);
        return syntax;
    }
}
