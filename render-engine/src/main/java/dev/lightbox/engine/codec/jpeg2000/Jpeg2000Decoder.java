package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.StoredFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * JPEG 2000 (T.800), and High Throughput (T.814) by the block decoder that is given. The codestream says by itself which it is; what it says of size, depth, sign
 * and components is compared with the data set before anything is allocated (PS3.5 8.2.4). Colours that went through a component transform come out as RGB.
 * Thread-safe.
 */
public final class Jpeg2000Decoder implements FrameDecoder {

    private final Supplier<HtBlockDecoder> highThroughput;

    /** @param highThroughput makes what decodes code blocks of T.814, for one thread each */
    public Jpeg2000Decoder(Supplier<HtBlockDecoder> highThroughput) {
        this.highThroughput = highThroughput;
    }

    @Override
    public StoredFrame decode(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        return decodeReduced(frame, image, limits, 0);
    }

    @Override
    public StoredFrame decodeReduced(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits, int reduction)
            throws DecodeException {
        image.check(limits);
        Bytes bytes = new Bytes(frame.bytes(), frame.offset(), frame.offset() + frame.length());
        if (Jp2.isFile(bytes)) {
            bytes = Jp2.codestream(bytes);
        }
        FrameMatch match = FrameMatch.of(CodestreamParser.size(bytes), image, limits);
        Codestream codestream = CodestreamParser.parse(bytes);
        ImageSize size = codestream.size();
        int levels = reduction(codestream, reduction);
        FramePlanes planes = new FramePlanes(
                Grid.ceilShift(match.columns(), levels),
                Grid.ceilShift(match.rows(), levels),
                match.channels(),
                match.precision());
        BlockWorker worker = new BlockWorker(bytes.data(), highThroughput.get());
        boolean transformed = false;
        for (Tile tile : codestream.tiles()) {
            limits.checkTime();
            TileDecoder decoder = new TileDecoder(codestream, tile, levels, limits);
            decoder.readPackets();
            decoder.decodeBlocks(worker);
            boolean transform = tile.parameters.hasComponentTransform() && size.components() >= 3;
            new TileWriter(decoder, planes, size, levels, limits).write(transform);
            transformed |= transform;
        }
        List<String> warnings = new ArrayList<>(codestream.warnings());
        if (codestream.cutOff()) {
            warnings.add("The JPEG 2000 codestream is shorter than it says, but complete.");
        }
        return match.stored(planes, transformed, levels, warnings);
    }

    @Override
    public boolean reduces() {
        return true;
    }

    /** At most what is asked for: as many levels as each part of the picture has, and as keep samples on those of the full frame. */
    private static int reduction(Codestream codestream, int wanted) {
        int possible = Math.max(0, wanted);
        ImageSize size = codestream.size();
        for (int c = 0; c < size.components(); c++) {
            for (Tile tile : codestream.tiles()) {
                possible = Math.min(possible, tile.parameters.style(c).levels());
            }
            // Sample k of the reduced frame lies on the full frame's sample k · 2^r only if the picture's corner does.
            int x = Grid.ceilDiv(size.x0(), size.stepX()[c]);
            int y = Grid.ceilDiv(size.y0(), size.stepY()[c]);
            possible = Math.min(possible, Integer.numberOfTrailingZeros(x | y));
        }
        return possible;
    }
}
