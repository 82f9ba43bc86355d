package dev.lightbox.viewer.dicomweb;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one picture of a volume may cost that another program asks for ({@code lightbox.dicomweb.*}).
 *
 * @param volumeSamples values taken out of the volume, pixels times samples behind each of them
 */
@ConfigurationProperties("lightbox.dicomweb")
record VolumePictureProperties(@DefaultValue("2000000000") long volumeSamples) {

    VolumePictureProperties {
        if (volumeSamples < 1_000_000) {
            throw new IllegalArgumentException(
                    "lightbox.dicomweb.volume-samples must be at least 1000000, not " + volumeSamples);
        }
    }
}
