package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VolumeParametersTest {

    @Test
    void aSideOfThePatientIsToldAsACamera() {
        assertThat(json(Resource.MPR, "orientation=a&mprslab=20.5&renderingmethod=maximum_ip"))
                .contains("\"00720510\":{\"vr\":\"CS\",\"Value\":[\"MPR\"]}")
                .contains("\"0070120D\":{\"vr\":\"CS\",\"Value\":[\"MAXIMUM_IP\"]}")
                .contains("\"00701604\":{\"vr\":\"FD\",\"Value\":[1.5,-20.0,300.0]}")
                .contains("\"00701603\":{\"vr\":\"FD\",\"Value\":[1.5,-21.0,300.0]}")
                .contains("\"00701605\":{\"vr\":\"FD\",\"Value\":[0.0,0.0,1.0]}")
                .contains("\"00701503\":{\"vr\":\"FD\",\"Value\":[20.5]}")
                .contains("\"00281050\":{\"vr\":\"DS\",\"Value\":[40]}")
                .contains("\"00281051\":{\"vr\":\"DS\",\"Value\":[400.5]}")
                .contains("\"00281056\":{\"vr\":\"CS\",\"Value\":[\"LINEAR\"]}");
    }

    @Test
    void whatHasNoMeaningIsLeftOut() {
        assertThat(json(Resource.MPR, "")).contains("AVERAGE_IP").doesNotContain("00701503");
        assertThat(json(Resource.SOLID, ""))
                .contains("3D_RENDERING", "VOLUME_RENDERED")
                .doesNotContain("00281050", "00281051", "00281056");
    }

    private static String json(Resource resource, String text) {
        VolumeQuery query = VolumeQuery.of(resource, TestQuery.parameters(text));
        Viewpoint viewpoint = query.viewpoint();
        PlaneGrid grid =
                new PlaneGrid(new PatientPoint(1.5, -20, 300), viewpoint.right(), viewpoint.down(), 0.5, 10, 10);
        return new String(
                VolumeParameters.json(resource, query, grid, new VoiWindow(40, 400.5)), StandardCharsets.UTF_8);
    }
}
