package dev.lightbox.viewer;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the viewer node. */
@SpringBootApplication(scanBasePackages = {"dev.lightbox.viewer", "dev.lightbox.security"})
@ConfigurationPropertiesScan({"dev.lightbox.viewer", "dev.lightbox.security"})
public class LightboxApplication {

    /** Today, for the worklist's ranges: in the node's own time zone, which is the hospital's. */
    @Bean
    Clock clock() {
        return Clock.systemDefaultZone();
    }

    public static void main(String[] args) {
        SpringApplication.run(LightboxApplication.class, args);
    }
}
