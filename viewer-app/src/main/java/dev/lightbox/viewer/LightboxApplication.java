package dev.lightbox.viewer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the viewer node. */
@SpringBootApplication(scanBasePackages = {"dev.lightbox.viewer", "dev.lightbox.security"})
@ConfigurationPropertiesScan({"dev.lightbox.viewer", "dev.lightbox.security"})
public class LightboxApplication {

    public static void main(String[] args) {
        SpringApplication.run(LightboxApplication.class, args);
    }
}
