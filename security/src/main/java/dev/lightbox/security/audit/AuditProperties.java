package dev.lightbox.security.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit trail ({@code lightbox.audit.*}).
 *
 * @param sourceId what this installation calls itself in audit messages (AuditSourceID)
 * @param enterpriseSiteId the site it belongs to (AuditEnterpriseSiteID); empty for none
 */
@ConfigurationProperties("lightbox.audit")
public record AuditProperties(
        @DefaultValue("lightbox") String sourceId,
        @DefaultValue("") String enterpriseSiteId) {

    public AuditProperties {
        if (sourceId.isBlank()) {
            throw new IllegalArgumentException("lightbox.audit.source-id must not be empty");
        }
    }
}
