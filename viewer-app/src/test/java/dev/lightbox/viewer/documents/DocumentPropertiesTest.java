package dev.lightbox.viewer.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.document.DocumentLimits;
import org.junit.jupiter.api.Test;

class DocumentPropertiesTest {

    @Test
    void passesTheLimitsOn() {
        assertThat(new DocumentProperties(1, 1, 1, 1, 2, 3, 4000, 5).limits())
                .isEqualTo(new DocumentLimits(2, 3, 4000, 5));
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new DocumentProperties(0, 1, 1, 1, 2, 3, 4000, 5))
                .hasMessage("lightbox.documents.max-bytes must be from 1 to 2147483639, not 0");
        assertThatThrownBy(() -> new DocumentProperties(1, 1, 1, 1, 65, 3, 4000, 5))
                .hasMessage("lightbox.documents.max-depth must be from 1 to 64, not 65");
    }
}
