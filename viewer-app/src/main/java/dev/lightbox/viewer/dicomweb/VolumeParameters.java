package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomJson;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;

/** The parameters by which a picture of a volume is made, asked for and chosen here: the Rendered Volume Response Module (PS3.18 annex K). */
final class VolumeParameters {

    private static final int REFORMATTING_OPERATION_TYPE = 0x00720510;
    private static final int RENDERING_METHOD = 0x0070120D;
    private static final int VIEWPOINT_POSITION = 0x00701603;
    private static final int VIEWPOINT_LOOK_AT_POINT = 0x00701604;
    private static final int VIEWPOINT_UP_DIRECTION = 0x00701605;
    private static final int MPR_SLAB_THICKNESS = 0x00701503;
    private static final int WINDOW_CENTER = 0x00281050;
    private static final int WINDOW_WIDTH = 0x00281051;
    private static final int VOI_LUT_FUNCTION = 0x00281056;

    private VolumeParameters() {}

    /**
     * As DICOM JSON.
     *
     * @param window what gray levels are made with
     */
    static byte[] json(Resource resource, VolumeQuery query, PlaneGrid grid, VoiWindow window) {
        PatientPoint lookAt = grid.center();
        // 1 mm in front of what is looked at (PS3.17 XXX.8): rays are parallel, so only the direction counts.
        PatientPoint position = lookAt.plus(query.viewpoint().direction().times(-1));
        Vector3 up = query.viewpoint().up();
        DataSet.Builder module = DataSet.builder()
                .put(REFORMATTING_OPERATION_TYPE, resource == Resource.MPR ? "MPR" : "3D_RENDERING")
                .put(RENDERING_METHOD, query.method().name())
                .putNumbers(VIEWPOINT_POSITION, plain(position.x()), plain(position.y()), plain(position.z()))
                .putNumbers(VIEWPOINT_LOOK_AT_POINT, plain(lookAt.x()), plain(lookAt.y()), plain(lookAt.z()))
                .putNumbers(VIEWPOINT_UP_DIRECTION, plain(up.x()), plain(up.y()), plain(up.z()));
        query.slabMm().ifPresent(mm -> module.putNumbers(MPR_SLAB_THICKNESS, mm));
        if (query.method() != RenderingMethod.VOLUME_RENDERED) {
            module.put(
                            VOI_LUT_FUNCTION,
                            window.function().orElse(VoiFunction.LINEAR).name())
                    .put(WINDOW_CENTER, decimal(window.center()))
                    .put(WINDOW_WIDTH, decimal(window.width()));
        }
        return DicomJson.write(module.build());
    }

    /** Without a negative zero. */
    private static double plain(double value) {
        return value + 0.0;
    }

    /** A DS: at most 16 characters. */
    private static String decimal(double value) {
        String text = value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
        return text.length() <= 16 ? text : String.valueOf((float) value);
    }
}
