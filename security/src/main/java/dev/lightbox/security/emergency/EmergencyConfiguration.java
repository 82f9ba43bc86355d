package dev.lightbox.security.emergency;

import dev.lightbox.security.audit.AuditLog;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;

/** The beans of emergency access. */
@Configuration(proxyBeanMethods = false)
class EmergencyConfiguration {

    @Bean
    EmergencyAccess emergencyAccess(
            EmergencyProperties properties, JdbcClient jdbc, PlatformTransactionManager transactions, AuditLog audit) {
        return new EmergencyAccess(properties, jdbc, transactions, audit, Clock.systemUTC());
    }

    @Bean
    EmergencyEnd emergencyEnd(EmergencyAccess access) {
        return new EmergencyEnd(access);
    }

    /** Records the ends that nobody makes. */
    record EmergencyEnd(EmergencyAccess access) {

        private static final Logger log = LoggerFactory.getLogger(EmergencyEnd.class);

        @Scheduled(fixedDelay = 5000)
        void endOverdue() {
            try {
                access.endOverdue();
            } catch (RuntimeException e) {
                log.error("The end of an emergency access can't be recorded yet", e);
            }
        }
    }
}
