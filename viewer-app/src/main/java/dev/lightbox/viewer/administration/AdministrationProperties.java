package dev.lightbox.viewer.administration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the administration ({@code lightbox.administration.*}).
 *
 * @param maxExport most audit records of one exported file, 1 to 10,000,000; more are refused, not left out
 */
@ConfigurationProperties("lightbox.administration")
public record AdministrationProperties(
        @DefaultValue("100000") int maxExport) {

    public AdministrationProperties {
        if (maxExport < 1 || maxExport > 10_000_000) {
            throw new IllegalArgumentException("lightbox.administration.max-export must be from 1 to 10000000");
        }
    }
}
