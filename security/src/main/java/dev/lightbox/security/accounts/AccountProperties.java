package dev.lightbox.security.accounts;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are managed ({@code lightbox.accounts.*}).
 *
 * @param clientId the client whose service account may manage the realm's users
 * @param clientSecret its secret; without it accounts can't be managed here
 * @param adminUri the realm's administration interface, {@code https://keycloak.example/admin/realms/lightbox}; without it, where it is by default
 * @param consoleUri the identity provider's own console, for the rest; without it, where it is by default
 * @param groups paths of groups that the application's administrators may give and take, with all groups below them
 */
@ConfigurationProperties("lightbox.accounts")
public record AccountProperties(
        @DefaultValue("lightbox-accounts") String clientId,
        @DefaultValue("") String clientSecret,
        @Nullable URI adminUri,
        @Nullable URI consoleUri,
        @DefaultValue List<String> groups) {

    public AccountProperties {
        groups = List.copyOf(groups);
        for (String group : groups) {
            if (!group.startsWith("/") || group.length() < 2 || group.endsWith("/")) {
                throw new IllegalArgumentException("lightbox.accounts.groups: a group is written /name, not " + group);
            }
        }
    }

    /** Whether accounts can be managed here. A placeholder that nobody filled is no secret. */
    boolean isConfigured() {
        return !clientSecret.isBlank() && !clientSecret.contains("${");
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "AccountProperties[clientId=" + clientId + ", groups=" + groups + "]";
    }
}
