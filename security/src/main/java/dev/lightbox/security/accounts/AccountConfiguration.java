package dev.lightbox.security.accounts;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.oidc.KeycloakProperties;
import dev.lightbox.security.storage.Turns;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** The beans that manage accounts. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    AccountDirectory accountDirectory(
            KeycloakProperties keycloak, AccountProperties properties, AccessProperties access) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(keycloak.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(keycloak.readTimeout());
        KeycloakAddresses addresses = KeycloakAddresses.of(keycloak.issuer(), properties);
        return new KeycloakAccounts(
                new AdminApi(requests, addresses.admin(), keycloak.tokenUri(), properties, Clock.systemUTC()),
                keycloak.clientId(),
                Stream.concat(
                                properties.groups().stream(),
                                access.groups().stream().map(AccessProperties.Group::path))
                        .distinct()
                        .toList());
    }

    @Bean
    AccountAdministration accountAdministration(AccountDirectory directory, AuditLog audit, Turns turns) {
        return new AccountAdministration(directory, audit, turns);
    }

    @Bean
    AccountConsole accountConsole(KeycloakProperties keycloak, AccountProperties properties) {
        return new AccountConsole(
                URI.create(KeycloakAddresses.of(keycloak.issuer(), properties).console()));
    }
}
