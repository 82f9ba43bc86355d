package dev.lightbox.security.sharing;

import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.session.ActiveSessions;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The beans of sharing. */
@Configuration(proxyBeanMethods = false)
class SharingConfiguration {

    @Bean
    Shares shares(
            JdbcClient jdbc, PlatformTransactionManager transactions, AuditLog audit, SharingProperties properties) {
        Clock clock = Clock.systemUTC();
        return new Shares(
                new ShareStore(jdbc, transactions),
                new ShareSecrets(),
                new GuessGuard(clock),
                audit,
                properties,
                clock);
    }

    @Bean
    GuestSessions guestSessions(Shares shares, ActiveSessions sessions, SharingProperties properties) {
        return new GuestSessions(shares, sessions, new ShareSecrets(), properties, Clock.systemUTC());
    }

    @Bean
    GuestCookie guestCookie(
            @Value("${server.port:8080}") int port,
            @Value("${server.servlet.session.cookie.secure:false}") boolean secure) {
        return new GuestCookie("LIGHTBOX_GUEST_" + port, secure);
    }
}
