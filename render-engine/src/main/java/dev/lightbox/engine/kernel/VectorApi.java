package dev.lightbox.engine.kernel;

import org.slf4j.LoggerFactory;

/**
 * Whether the vector twins of the inner loops can be used: they need the module {@code jdk.incubator.vector}, which Java only has when it was started with
 * {@code --add-modules jdk.incubator.vector}. Decided once, when first asked; without the module the plain twins give the same results, only slower.
 *
 * <p>No class that names the module's types may be loaded before {@link #isAvailable} has said yes: choose a twin as
 * {@code VectorApi.isAvailable() ? new VectorFoo() : new PlainFoo()}.
 */
public final class VectorApi {

    private static final String MODULE = "jdk.incubator.vector";

    /** {@code -Dlightbox.kernels=plain} leaves the vector twins out, to tell a fault of theirs from others. */
    private static final String PROPERTY = "lightbox.kernels";

    private static final boolean AVAILABLE = decide();

    private VectorApi() {}

    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /** Whether vectors are long enough to be worth their while: 256 bits or more. With 128 the plain loops, which C2 turns into vectors where it can, are as fast. */
    static boolean isFast() {
        return AVAILABLE && Species.BITS >= 256;
    }

    /** For people: which twins work, on how many bits at once. */
    public static String description() {
        return AVAILABLE ? "vector kernels, " + Species.BITS + " bits" : "plain kernels";
    }

    /** Waits until the inner loops have settled on what they will use, at most a minute: for measurements, which would see the change. */
    public static void awaitTraining() throws InterruptedException {
        for (int tenths = 0;
                tenths < 600 && isFast() && !(Loops.areVectors() && ResliceTwins.TWINS.areVectors());
                tenths++) {
            Thread.sleep(100);
        }
    }

    private static boolean decide() {
        if ("plain".equals(System.getProperty(PROPERTY))) {
            return false;
        }
        boolean present = ModuleLayer.boot().findModule(MODULE).isPresent();
        if (!present) {
            LoggerFactory.getLogger(VectorApi.class)
                    .warn(
                            "Pictures are computed by plain loops, which takes longer: start Java with --add-modules {}",
                            MODULE);
        }
        return present;
    }

    /** Apart, because it names the module's types. */
    private static final class Species {
        static final int BITS =
                jdk.incubator.vector.VectorShape.preferredShape().vectorBitSize();
    }
}
