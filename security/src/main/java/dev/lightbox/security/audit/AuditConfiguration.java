package dev.lightbox.security.audit;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The audit trail's beans. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditTrail auditTrail(JdbcClient jdbc, PlatformTransactionManager transactions, AuditProperties properties) {
        return new AuditTrail(jdbc, transactions, properties, Clock.systemUTC());
    }

    @Bean
    NodeLife nodeLife(AuditTrail trail) {
        return new NodeLife(trail);
    }
}
