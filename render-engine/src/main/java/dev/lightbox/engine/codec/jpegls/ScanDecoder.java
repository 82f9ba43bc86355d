package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.jpegls.JpegLsScan.Interleave;

/** Decodes one scan into the samples of a frame. Not thread-safe. */
final class ScanDecoder {

    /** Padding that encoders may leave behind the last sample, in bits; more means that something was decoded wrongly. */
    private static final long MOST_LEFT = 64;

    private final JpegLsParser parser;
    private final JpegLsFrame frame;
    private final JpegLsScan scan;
    private final SamplePlane target;
    private final CodingParameters parameters;
    private final DecodeLimits limits;

    /**
     * @param parser at the scan's first byte
     */
    ScanDecoder(JpegLsParser parser, JpegLsFrame frame, JpegLsScan scan, SamplePlane target, DecodeLimits limits)
            throws DecodeException {
        this.parser = parser;
        this.frame = frame;
        this.scan = scan;
        this.target = target;
        this.limits = limits;
        this.parameters = CodingParameters.of(frame.precision(), scan.near(), parser.preset());
    }

    /** Leaves the parser behind the scan. */
    void decode() throws DecodeException {
        int count = scan.components().size();
        int width = frame.columns();
        BitSource source = new BitSource(parser.data(), parser.position(), parser.end());
        LineDecoder decoder = new LineDecoder(parameters, count, source);
        int[][] above = new int[count][width + 2];
        int[][] lines = new int[count][width + 2];
        long interval = parser.restartInterval() == 0 ? frame.rows() : parser.restartInterval();
        int position = parser.position();
        int row = 0;
        for (long number = 0; row < frame.rows(); number++) {
            if (number > 0) {
                position = parser.restart(position, number - 1);
                above = new int[count][width + 2];
                lines = new int[count][width + 2];
            }
            source.load(position);
            decoder.start();
            int to = (int) Math.min(frame.rows(), row + interval);
            for (; row < to; row++) {
                limits.checkTime();
                decodeLine(decoder, above, lines);
                for (int i = 0; i < count; i++) {
                    target.put(row, scan.components().get(i), lines[i], scan.shift());
                }
                if (decoder.left() < 0) {
                    throw new DecodeException(
                            "JPEG-LS: the data is cut off in line " + (row + 1) + " of " + frame.rows());
                }
                int[][] free = above;
                above = lines;
                lines = free;
            }
            if (decoder.left() > MOST_LEFT) {
                throw new DecodeException("JPEG-LS: " + decoder.left() + " bits are left behind line " + row + " of "
                        + frame.rows() + ", so the coded data is corrupt");
            }
            position = source.next();
        }
        parser.position(position);
    }

    private void decodeLine(LineDecoder decoder, int[][] above, int[][] lines) throws DecodeException {
        if (scan.interleave() == Interleave.SAMPLE) {
            decoder.interleavedLine(above, lines);
            return;
        }
        // Without an error bound and with a power of two of values, leaving the range is a matter of one mask.
        boolean plain = parameters.near() == 0 && (parameters.maxVal() & (parameters.maxVal() + 1)) == 0;
        for (int i = 0; i < lines.length; i++) {
            if (plain) {
                decoder.losslessLine(above[i], lines[i], i);
            } else {
                decoder.line(above[i], lines[i], i);
            }
        }
    }
}
