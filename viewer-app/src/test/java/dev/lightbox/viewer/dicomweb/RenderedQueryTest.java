package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.render.ColorHandling;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.viewing.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class RenderedQueryTest {

    @Test
    void nothingIsAskedFor() {
        RenderedQuery query = query("");
        assertThat(query.window()).isEmpty();
        assertThat(query.viewport()).isEmpty();
        assertThat(query.quality()).isEqualTo(90);
        assertThat(query.color()).isEqualTo(ColorHandling.AS_STORED);
        assertThat(query("whatever=1&study=2").unsupportedAnnotations()).isEmpty();
    }

    @Test
    void windows() {
        assertThat(query("window=40,400,linear").window()).hasValue(new VoiWindow(40, 400, VoiFunction.LINEAR));
        assertThat(query("window=-0.5,1e3,linear-exact").window())
                .hasValue(new VoiWindow(-0.5, 1000, VoiFunction.LINEAR_EXACT));
        assertThat(query("window=+7,.5,sigmoid").window()).hasValue(new VoiWindow(7, 0.5, VoiFunction.SIGMOID));
    }

    @Test
    void viewports() {
        RenderedQuery.Viewport box = query("viewport=512,256").viewport().orElseThrow();
        assertThat(box.width()).isEqualTo(512);
        assertThat(box.height()).isEqualTo(256);
        assertThat(box.region(30, 20)).isEqualTo(new Region(0, 0, 30, 20));
        RenderedQuery.Viewport part =
                query("viewport=5,6,1.5,2,-10,8").viewport().orElseThrow();
        assertThat(part.region(30, 20)).isEqualTo(new Region(1.5, 2, 10, 8));
        assertThat(part.flipHorizontally()).isTrue();
        assertThat(part.flipVertically()).isFalse();
        // What is left out reaches from the upper left to the lower right corner.
        assertThat(query("viewport=5,6,10,,,-4").viewport().orElseThrow().region(30, 20))
                .isEqualTo(new Region(10, 0, 20, 4));
        assertThat(query("viewport=5,6,,,,").viewport().orElseThrow().region(30, 20))
                .isEqualTo(new Region(0, 0, 30, 20));
    }

    @Test
    void aRegionOutsideIsRefusedOnceTheSizeIsKnown() {
        RenderedQuery.Viewport viewport =
                query("viewport=5,5,30,0,4,4").viewport().orElseThrow();
        assertThat(viewport.region(31, 20)).isEqualTo(new Region(30, 0, 4, 4));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> viewport.region(30, 20))
                .withMessageContaining("outside of the picture of 30 x 20");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() ->
                        query("viewport=5,5,40,0,,").viewport().orElseThrow().region(30, 20))
                .withMessageContaining("outside");
    }

    @Test
    void theOthers() {
        assertThat(query("quality=1").quality()).isEqualTo(1);
        assertThat(query("iccprofile=srgb").color()).isEqualTo(ColorHandling.SRGB);
        assertThat(query("iccprofile=no").color()).isEqualTo(ColorHandling.AS_STORED);
        assertThat(query("annotation=patient,technique").unsupportedAnnotations())
                .containsExactly("patient", "technique");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=40,400",
                "window=40,400,",
                "window=40,0,linear",
                "window=40,-1,linear",
                "window=a,400,linear",
                "window=NaN,400,linear",
                "window=0x1p3,400,linear",
                "window=1e99,400,linear,",
                "window=40,400,LINEAR",
                "window=",
                "window=40,400,linear&window=40,400,linear",
                "viewport=512",
                "viewport=512,0",
                "viewport=-5,5",
                "viewport=1.5,5",
                "viewport=16385,1",
                "viewport=16384,16384",
                "viewport=5,5,1,1",
                "viewport=5,5,1,1,0,5",
                "viewport=5,5,-1,1,5,5",
                "viewport=5,5,1,1,5,x",
                "quality=0",
                "quality=101",
                "quality=high",
                "quality=9999999999",
                "iccprofile=yes",
                "iccprofile=adobergb",
                "iccprofile=",
                "annotation=",
                "annotation=patient,",
                "annotation=<b>",
            })
    void whatCannotBeServedIsABadRequest(String query) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> query(query))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST))
                .withMessageContaining(query.substring(0, query.indexOf('=')));
    }

    private static RenderedQuery query(String text) {
        return RenderedQuery.of(TestQuery.parameters(text));
    }
}
