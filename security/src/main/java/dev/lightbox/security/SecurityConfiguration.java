package dev.lightbox.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that decide on access. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    StudyAccess studyAccess() {
        return new RoleBasedStudyAccess();
    }
}
