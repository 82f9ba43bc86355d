package dev.lightbox.security.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

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

    @Bean
    Turns turns(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Turns(jdbc, transactions);
    }
}
