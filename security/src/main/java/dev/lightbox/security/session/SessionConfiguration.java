package dev.lightbox.security.session;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** The beans that watch over sessions. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionConfiguration {

    @Bean
    ActiveSessions activeSessions(SessionLimits limits) {
        return new ActiveSessions(limits, Clock.systemUTC());
    }

    @Bean
    SessionTracking sessionTracking(ActiveSessions sessions) {
        return new SessionTracking(sessions);
    }

    /** Spring Security's registries forget a session by these events. */
    @Bean
    HttpSessionEventPublisher httpSessionEventPublisher() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    SessionReaper sessionReaper(ActiveSessions sessions) {
        return new SessionReaper(sessions);
    }

    /** Ends sessions that nobody asks for any longer, and closes what hangs on them. */
    record SessionReaper(ActiveSessions sessions) {

        @Scheduled(fixedDelay = 1000)
        void endOverdue() {
            sessions.endOverdue();
        }
    }
}
