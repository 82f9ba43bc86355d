package dev.lightbox.security.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The embedded database, where {@code spring.datasource.url} names no other. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    /** A property that is there has some other value than this. */
    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", havingValue = "none", matchIfMissing = true)
    EmbeddedDatabase embeddedDatabase(@Value("${lightbox.data-directory:.lightbox/data}") String dataDirectory)
            throws IOException {
        return EmbeddedDatabase.in(Path.of(dataDirectory));
    }
}
