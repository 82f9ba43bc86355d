package dev.lightbox.engine.bench;

import dev.lightbox.engine.kernel.VectorApi;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Volume;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Planes and slabs under JMH, for before and after: {@code ./lightbox bench --jmh Reslice}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class ResliceBenchmark {

    @Param({"axial", "coronal", "sagittal", "oblique"})
    public String direction = "axial";

    /** 1 for a plane, more for a slab. */
    @Param({"1", "21"})
    public int samples;

    @Param({"1", "2"})
    public int threads;

    private @Nullable Volume volume;

    @Setup
    public void fill() throws InterruptedException {
        volume = VolumeWork.volume(false);
        VectorApi.awaitTraining();
    }

    @Benchmark
    public ReslicedPlane reslice() {
        return VolumeWork.reslice(Objects.requireNonNull(volume), direction, samples, threads);
    }
}
