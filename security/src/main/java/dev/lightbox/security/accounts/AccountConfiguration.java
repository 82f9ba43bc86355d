package dev.lightbox.security.accounts;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.oidc.KeycloakProperties;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.security.storage.Turns;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.annotation.Scheduled;

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
    AccountAdministration accountAdministration(
            AccountDirectory directory, AuditLog audit, Turns turns, Shares shares, ActiveSessions sessions) {
        return new AccountAdministration(
                directory,
                audit,
                turns,
                (administrator, subject, roles) ->
                        shares.mayShareWith(roles) ? 0 : shares.revokeAllOf(administrator, subject),
                sessions);
    }

    @Bean
    SharersCheck sharersCheck(AccountDirectory directory, AccountProperties properties, Shares shares) {
        return new SharersCheck(new Sharers(directory, shares::sharers, shares::follow), properties.isConfigured());
    }

    /** Lets {@link Sharers} ask from time to time, on a thread of its own: the scheduler's has others to serve. */
    record SharersCheck(Sharers sharers, boolean configured) {

        @Scheduled(fixedDelay = 20_000)
        void check() {
            if (configured) {
                Thread.ofVirtual().name("sharers").start(sharers::check);
            }
        }
    }

    @Bean
    AccountConsole accountConsole(KeycloakProperties keycloak, AccountProperties properties) {
        return new AccountConsole(
                URI.create(KeycloakAddresses.of(keycloak.issuer(), properties).console()));
    }
}
