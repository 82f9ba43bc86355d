package dev.lightbox.security.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
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

    @Bean
    AuditForwarding auditForwarding(
            AuditTrail trail,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            AuditProperties properties,
            AuditRepositoryProperties repository) {
        if (!repository.isConfigured()) {
            return new AuditForwarding(Optional.empty());
        }
        SyslogFrame frame = new SyslogFrame(
                hostName(),
                properties.sourceId(),
                Long.toString(ProcessHandle.current().pid()),
                repository.messageId());
        return new AuditForwarding(Optional.of(new AuditForwarder(
                trail,
                jdbc,
                transactions,
                new SyslogDelivery(repository, repository.tls()),
                frame,
                repository.maxPause(),
                Clock.systemUTC())));
    }

    @Bean
    AuditCheck auditCheck(AuditTrail trail) {
        return new AuditCheck(trail, Clock.systemUTC());
    }

    @Bean
    AuditCheckTimer auditCheckTimer(AuditCheck check) {
        return new AuditCheckTimer(check);
    }

    /** A change shows within a day even where nobody looks. */
    record AuditCheckTimer(AuditCheck check) {

        @Scheduled(initialDelay = 1, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
        void begin() {
            check.begin();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            // The nil value of RFC 5424.
            return "";
        }
    }
}
