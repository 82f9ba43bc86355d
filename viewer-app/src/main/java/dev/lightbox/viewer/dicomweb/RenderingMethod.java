package dev.lightbox.viewer.dicomweb;

import dev.lightbox.viewer.viewing.RefusedException;
import java.util.Locale;

/** Rendering Method (0070,120D): how values along a line of sight become one (PS3.18 8.3.5.3.3). */
enum RenderingMethod {
    VOLUME_RENDERED,
    MAXIMUM_IP,
    MINIMUM_IP,
    AVERAGE_IP;

    /**
     * @param text as the parameter has it: in small letters, one method
     * @throws RefusedException 400 for anything else
     */
    static RenderingMethod of(String text) {
        for (RenderingMethod method : values()) {
            if (method.name().toLowerCase(Locale.ROOT).equals(text)) {
                return method;
            }
        }
        throw RefusedException.badRequest(
                "renderingmethod: one of volume_rendered, maximum_ip, minimum_ip and average_ip, not \""
                        + QueryText.shown(text) + "\".");
    }
}
