package dev.lightbox.engine.bench;

import dev.lightbox.engine.kernel.VectorApi;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program behind {@code ./lightbox bench}. */
public final class Bench {

    private Bench() {}

    /** {@code --data DIR} (files as in ../shared/data), {@code --quick}, {@code --only TEXT}. Ends the process: 1 where a result was wrong. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of("../shared/data");
        boolean quick = false;
        String only = "";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--data" -> data = Path.of(arguments[++i]);
                case "--only" -> only = arguments[++i];
                default -> throw new IllegalArgumentException("unknown option: " + arguments[i]);
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, data, quick, only));
    }

    static int run(PrintStream out, Path data, boolean quick, String only) throws Exception {
        out.println("Java " + Runtime.version() + ", " + VectorApi.description() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, files of "
                + data.toAbsolutePath().normalize());
        out.println(
                "Rivals: OpenJPEG, CharLS, libjpeg-turbo and libdeflate by FFM, in this process, ours and theirs in turn. DCMTK's decoders and OpenJPH have no"
                        + " C interface: JPEG lossless, Extended and RLE are measured against fixed rates, HTJ2K against OpenJPEG. VTK runs in a process of its own, in turn with ours.");
        VectorApi.awaitTraining();
        Table table = new Table(out, quick, only);
        DecoderRows decoders = new DecoderRows(table, data);
        decoders.add();
        new PictureRows(table, data).add();
        new VolumeRows(table).add();
        decoders.scaling();
        return table.close();
    }
}
