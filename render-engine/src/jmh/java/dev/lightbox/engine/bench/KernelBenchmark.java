package dev.lightbox.engine.bench;

import dev.lightbox.engine.kernel.Lines;
import dev.lightbox.engine.kernel.Resampling;
import dev.lightbox.engine.render.WindowWork;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The inner loops under JMH, in a process of their own: {@code ./lightbox bench --jmh}. {@code -Dlightbox.kernels=plain} there shows the plain loops. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xms1g",
            "-XX:+AlwaysPreTouch"
        })
public class KernelBenchmark {

    /** Edge of the picture. */
    @Param({"512", "2048"})
    public int edge;

    private final short[] values = new short[2048 * 2048];
    private final float[] line = new float[2048];
    private final float[] sum = new float[2048];
    private WindowWork window = new WindowWork(values, true);
    private GrayOrRgb8 picture = new GrayOrRgb8(1, 1, 1, new byte[1]);

    @Setup
    public void fill() {
        Random random = new Random(1);
        byte[] levels = new byte[edge * edge];
        short[] stored = new short[edge * edge];
        for (int i = 0; i < stored.length; i++) {
            double level = 120 + 80 * Math.sin(i % edge / 40.0) * Math.cos(i / edge / 31.0) + 3 * random.nextGaussian();
            levels[i] = (byte) Math.clamp(Math.round(level), 0, 255);
            stored[i] = (short) (4 * level + 600);
        }
        System.arraycopy(stored, 0, values, 0, stored.length);
        window = new WindowWork(stored, true);
        picture = new GrayOrRgb8(edge, edge, 1, levels);
    }

    @Benchmark
    public byte[] windowLevel() {
        return window.run();
    }

    @Benchmark
    public float[] sumOfLines() {
        for (int y = 0; y < edge; y++) {
            Lines.toFloat(values, y * edge, edge, true, line);
            Resampling.accumulate(line, 0.25f, sum, edge);
        }
        return sum;
    }

    @Benchmark
    public byte[] png() {
        return PngEncoder.encode(picture);
    }

    @Benchmark
    public byte[] jpeg() {
        return JpegEncoder.encode(picture, 80);
    }
}
