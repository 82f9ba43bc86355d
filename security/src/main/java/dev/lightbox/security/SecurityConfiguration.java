package dev.lightbox.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that decide on access. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    StudyAccess studyAccess(AccessProperties properties, ObjectProvider<StudyGrants> grants) {
        return new RoleBasedStudyAccess(properties, grants.orderedStream().toList());
    }
}
