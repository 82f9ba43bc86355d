package dev.lightbox.engine.bench;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.WindowWork;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** From stored values to the screen: window, view, encoding, and the whole way. */
final class PictureRows {

    private static final int QUALITY = 80;

    private final Table table;
    private final Path data;
    private final Renderer renderer = new Renderer();

    PictureRows(Table table, Path data) {
        this.table = table;
        this.data = data;
    }

    void add() throws Exception {
        short[] chest = Pictures.chest();
        int rows = 3000;
        int columns = chest.length / rows;
        SourceImage radiograph = Pictures.nativeImage(chest, columns, rows, 12);
        SourceImage slice = slice(chest, columns);
        short[] part = new short[512 * 512];
        for (int i = 0; i < part.length; i++) {
            part[i] = (short) (chest[(1000 + i / 512) * columns + 900 + i % 512] / 2);
        }
        window("window/level 512x512, a new window each time", part, 0.025);
        window("window/level 3000x2400, a new window each time", chest, 0.8);
        view(radiograph, rows, columns);
        VoiWindow window = new VoiWindow(40, 400);
        GrayOrRgb8 small = pixels(slice, window, new Region(0, 0, 512, 512), 512, 512);
        encoders("512x512", small, 1.5, 0.5);
        VoiWindow wide = radiograph.defaultWindow(1, radiograph.decode(1));
        encoders("1024x1024", pixels(radiograph, wide, new Region(600, 800, 1024, 1024), 1024, 1024), 5, 2);
        whole("slice 512x512: decode, window, PNG", slice, window, 512, 512, Encoding.PNG_LOSSLESS);
        whole("slice 512x512: decode, window, JPEG", slice, window, 512, 512, Encoding.jpeg(QUALITY));
        whole("radiograph to 1000x800: decode, view, PNG", radiograph, wide, 800, 1000, Encoding.PNG_LOSSLESS);
        whole("radiograph to 1000x800: decode, view, JPEG", radiograph, wide, 800, 1000, Encoding.jpeg(QUALITY));
    }

    /** The data's CT, else a part of the phantom's chest. */
    private SourceImage slice(short[] chest, int columns) throws Exception {
        Path file = data.resolve("transfer-syntaxes/ct-explicit-vr-le.dcm");
        if (Files.exists(file)) {
            return Pictures.image(file);
        }
        short[] values = new short[512 * 512];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (chest[(1000 + i / 512) * columns + 900 + i % 512] - 1000 & 0xFFF);
        }
        return Pictures.nativeImage(values, 512, 512, 12);
    }

    private void window(String name, short[] values, double mostMillis) {
        WindowWork work = new WindowWork(values, true);
        table.add(Row.alone(
                name,
                work::run,
                (ours, same) -> {
                    if (!work.isExact()) {
                        throw new IllegalStateException("levels differ from the exact formula");
                    }
                },
                2L * values.length,
                new Aim.AtMostMillis(mostMillis),
                ""));
    }

    private void view(SourceImage radiograph, int rows, int columns) throws Exception {
        StoredFrame frame = radiograph.decode(1);
        VoiWindow window = radiograph.defaultWindow(1, frame);
        RenderRequest request =
                RenderRequest.of(new Region(0, 0, columns, rows), 800, 1000).withWindow(window);
        table.add(Row.alone(
                "view of 3000x2400 in 1000x800",
                () -> renderer.renderPixels(radiograph, 1, frame, request),
                (ours, same) -> checkView((GrayOrRgb8) ours, frame, window),
                frame.sizeInBytes(),
                new Aim.AtMostMillis(4),
                ""));
    }

    /** Each level within one of the window over the mean of its nine pixels (3000 to 1000 and 2400 to 800). */
    private static void checkView(GrayOrRgb8 picture, StoredFrame frame, VoiWindow window) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double sum = 0;
                for (int i = 0; i < 9; i++) {
                    sum += frame.value(3 * x + i % 3, 3 * y + i / 3, 0);
                }
                double level = ((sum / 9 - (window.center() - 0.5)) / (window.width() - 1) + 0.5) * 255;
                if (Math.abs(picture.level(x, y, 0) - Math.clamp(level, 0, 255)) > 1) {
                    throw new IllegalStateException(
                            "pixel " + x + ", " + y + ": " + picture.level(x, y, 0) + ", the mean's level is " + level);
                }
            }
        }
    }

    private GrayOrRgb8 pixels(SourceImage image, VoiWindow window, Region region, int width, int height)
            throws Exception {
        RenderRequest request = RenderRequest.of(region, width, height).withWindow(window);
        return renderer.renderPixels(image, 1, image.decode(1), request);
    }

    private void encoders(String size, GrayOrRgb8 picture, double pngMillis, double jpegMillis) {
        Optional<LibDeflate> deflate = LibDeflate.load();
        Optional<TurboJpeg> turbo = TurboJpeg.load();
        Optional<Callable<Object>> rivalPng = deflate.map(library -> () -> RivalPng.encode(picture, library));
        table.add(new Row(
                "PNG " + size + ", gray",
                () -> PngEncoder.encode(picture),
                "libdeflate 1",
                rivalPng,
                Checks.files(picture, 0),
                0,
                new Aim.AtMostMillis(pngMillis),
                sizes(PngEncoder.encode(picture), deflate.map(library -> RivalPng.encode(picture, library)))));
        Optional<Callable<Object>> rivalJpeg = turbo.map(library -> () -> turboJpeg(library, picture));
        table.add(new Row(
                "JPEG quality 80 " + size + ", gray",
                () -> JpegEncoder.encode(picture, QUALITY),
                "libjpeg-turbo",
                rivalJpeg,
                Checks.files(picture, 4),
                0,
                new Aim.AtMostMillis(jpegMillis),
                sizes(JpegEncoder.encode(picture, QUALITY), turbo.map(library -> turboJpeg(library, picture)))));
    }

    private static byte[] turboJpeg(TurboJpeg library, GrayOrRgb8 picture) {
        return library.encode(picture.pixels(), picture.width(), picture.height(), picture.samples(), QUALITY);
    }

    private static String sizes(byte[] ours, Optional<byte[]> rival) {
        return ours.length / 1000 + " KB"
                + rival.map(file -> ", rival " + file.length / 1000 + " KB").orElse("");
    }

    private void whole(String name, SourceImage image, VoiWindow window, int width, int height, Encoding encoding) {
        RenderRequest request = RenderRequest.of(new Region(0, 0, image.columns(), image.rows()), width, height)
                .withWindow(window)
                .withEncoding(encoding);
        table.add(Row.alone(
                name,
                () -> renderer.render(image, 1, image.decode(1), request).encoded(),
                Checks.none(),
                0,
                new Aim.None(),
                ""));
    }
}
