package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import dev.lightbox.viewer.viewing.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class VolumeQueryTest {

    @Test
    void nothingIsAskedFor() {
        VolumeQuery plane = plane("");
        assertThat(plane.method()).isEqualTo(RenderingMethod.AVERAGE_IP);
        assertThat(plane.viewpoint()).isEqualTo(Viewpoint.FEET);
        assertThat(plane.slabMm()).isEmpty();
        assertThat(plane.inputs()).isEmpty();
        assertThat(plane.metadata()).isFalse();
        assertThat(plane.picture().quality()).isEqualTo(90);
        VolumeQuery solid = solid("whatever=1");
        assertThat(solid.method()).isEqualTo(RenderingMethod.VOLUME_RENDERED);
        assertThat(solid.viewpoint()).isEqualTo(Viewpoint.ANTERIOR);
    }

    /** Annex B.34 of PS3.18, but for its window, whose width comes first there, against 8.3.5.1.4. */
    @Test
    void theStandardsExample() {
        VolumeQuery query =
                plane("volumeinputreference=1.2.250.1.59.40211.2678810.87991027.899772.2&renderingmethod=maximum_ip"
                        + "&mprslab=20&viewpointposition=100,101,200&viewpointlookat=100,100,200&viewpointup=0,0,1"
                        + "&viewport=256,256&window=100,700,linear");
        assertThat(query.inputs()).containsExactly("1.2.250.1.59.40211.2678810.87991027.899772.2");
        assertThat(query.method()).isEqualTo(RenderingMethod.MAXIMUM_IP);
        assertThat(query.slabMm()).hasValue(20);
        assertThat(query.viewpoint().lookAt()).hasValue(new PatientPoint(100, 100, 200));
        // From y = 101 to y = 100: from the back to the front, so the patient's right is on the right.
        assertThat(letters(query.viewpoint())).isEqualTo(new OrientationLetters("L", "R", "H", "F"));
        assertThat(query.picture().viewport().orElseThrow().width()).isEqualTo(256);
        assertThat(query.picture().window().orElseThrow().width()).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({
        // side, then what is left, right, above, below in the picture, and the direction of sight
        "a, R, L, H, F, P",
        "p, L, R, H, F, A",
        "r, P, A, H, F, L",
        "l, A, P, H, F, R",
        "h, L, R, A, P, F",
        "f, R, L, A, P, H",
    })
    void sidesOfThePatient(String side, String left, String right, String top, String bottom, String away) {
        for (VolumeQuery query : new VolumeQuery[] {plane("orientation=" + side), solid("orientation=" + side)}) {
            Viewpoint viewpoint = query.viewpoint();
            assertThat(viewpoint.lookAt()).isEmpty();
            assertThat(letters(viewpoint)).isEqualTo(new OrientationLetters(left, right, top, bottom));
            assertThat(OrientationLetters.letters(viewpoint.direction())).isEqualTo(away);
            assertThat(OrientationLetters.letters(viewpoint.right().cross(viewpoint.down())))
                    .isEqualTo(away);
        }
    }

    @Test
    void theUpwardDirectionOfACameraIsMadePerpendicular() {
        Viewpoint viewpoint = plane("viewpointposition=0,0,0&viewpointlookat=0,10,0&viewpointup=0,5,.5e1")
                .viewpoint();
        assertThat(viewpoint.direction()).isEqualTo(new Vector3(0, 1, 0));
        assertThat(viewpoint.up().dot(new Vector3(0, 0, 1))).isCloseTo(1, within(1e-12));
        Viewpoint oblique = plane("viewpointposition=3,-2,1&viewpointlookat=-40.5,12,7&viewpointup=0,0,1")
                .viewpoint();
        assertThat(oblique.direction().dot(oblique.up())).isCloseTo(0, within(1e-12));
        assertThat(oblique.up().length()).isCloseTo(1, within(1e-12));
        assertThat(oblique.up().z()).isPositive();
        assertThat(oblique.right().length()).isCloseTo(1, within(1e-12));
    }

    @Test
    void severalInputsAndMetadata() {
        VolumeQuery query = plane("volumeinputreference=1.2.3,1.2.4&renderedvolumetricmetadata=yes");
        assertThat(query.inputs()).containsExactly("1.2.3", "1.2.4");
        assertThat(query.metadata()).isTrue();
    }

    @Test
    void eachResourceRefusesWhatIsTheOthers() {
        refused(Resource.MPR, "renderingmethod=volume_rendered", "rendered3d");
        refused(Resource.SOLID, "mprslab=5", "renderedmpr");
        refused(Resource.SOLID, "viewport=10,10,0,0,-4,4", "flipped");
        assertThat(plane("viewport=10,10,0,0,-4,4")
                        .picture()
                        .viewport()
                        .orElseThrow()
                        .flipHorizontally())
                .isTrue();
        assertThat(solid("renderingmethod=minimum_ip").method()).isEqualTo(RenderingMethod.MINIMUM_IP);
        assertThat(solid("viewport=10,10,0,0,4,4").picture().viewport()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "renderingmethod=mip",
                "renderingmethod=MAXIMUM_IP",
                "renderingmethod=maximum_ip,minimum_ip",
                "renderingmethod=",
                "orientation=A",
                "orientation=af",
                "orientation=a,f",
                "orientation=",
                "orientation=a&orientation=p",
                "mprslab=0",
                "mprslab=-3",
                "mprslab=thick",
                "mprslab=1e9",
                "mprslab=NaN",
                "viewpointposition=0,0,0",
                "viewpointlookat=0,0,0&viewpointup=0,0,1",
                "viewpointposition=0,0&viewpointlookat=0,1,0&viewpointup=0,0,1",
                "viewpointposition=0,0,0,0&viewpointlookat=0,1,0&viewpointup=0,0,1",
                "viewpointposition=0,0,Infinity&viewpointlookat=0,1,0&viewpointup=0,0,1",
                "viewpointposition=0,0,1e9&viewpointlookat=0,1,0&viewpointup=0,0,1",
                "viewpointposition=1,2,3&viewpointlookat=1,2,3&viewpointup=0,0,1",
                "viewpointup=0,0,0&viewpointposition=0,0,0&viewpointlookat=0,1,0",
                "viewpointup=0,-2,0&viewpointposition=0,0,0&viewpointlookat=0,1,0",
                "orientation=a&viewpointposition=0,0,0&viewpointlookat=0,1,0&viewpointup=0,0,1",
                "orientation=a&viewpointup=0,0,1",
                "volumeinputreference=",
                "volumeinputreference=1.2.3,",
                "volumeinputreference=frame1",
                "volumeinputreference=1.2.3/frames/2",
                "renderedvolumetricmetadata=no",
                "swivelrange=180",
                "volumetriccurvepoint=1,2,3",
                "animationstepsize=5",
                "animationrate=20",
                // Choosing images by attributes: unheeded, others would be shown.
                "EchoNumbers=2",
                "00180086=2",
                // What pictures of frames refuse too.
                "window=40,400",
                "viewport=512",
                "quality=0",
            })
    void whatCannotBeServedIsABadRequest(String query) {
        refused(Resource.MPR, query, query.substring(0, query.indexOf('=')));
    }

    private static void refused(Resource resource, String query, String part) {
        assertThatExceptionOfType(RefusedException.class)
                .as(query)
                .isThrownBy(() -> VolumeQuery.of(resource, TestQuery.parameters(query)))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST))
                .withMessageContaining(part);
    }

    private static OrientationLetters letters(Viewpoint viewpoint) {
        return OrientationLetters.of(viewpoint.right(), viewpoint.down());
    }

    private static VolumeQuery plane(String query) {
        return VolumeQuery.of(Resource.MPR, TestQuery.parameters(query));
    }

    private static VolumeQuery solid(String query) {
        return VolumeQuery.of(Resource.SOLID, TestQuery.parameters(query));
    }
}
