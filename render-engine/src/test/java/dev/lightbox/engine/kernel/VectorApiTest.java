package dev.lightbox.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorApiTest {

    /** Not an assumption: the vector twins are part of the product, so their tests must run. */
    @Test
    void isThereInEveryTestAndInTheProduct() {
        assertThat(VectorApi.isAvailable())
                .as("Java must be started with --add-modules jdk.incubator.vector")
                .isTrue();
        assertThat(VectorApi.description()).matches("vector kernels, (64|128|256|512) bits");
    }
}
