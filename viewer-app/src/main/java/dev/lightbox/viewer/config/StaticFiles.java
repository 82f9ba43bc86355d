package dev.lightbox.viewer.config;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/**
 * Static files. Our own a browser may keep, but asks each time whether they have changed, so that after an update the page and the program in it
 * fit together; Vaadin would let it use them for an hour. The scripts of Vaadin's bundle have a hash of what is in them in their names, so that they never change.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    /** Before Vaadin's mapping of everything. */
    private static final int ORDER = -100;

    private static final String BUNDLE = "classpath:/META-INF/VAADIN/webapp/VAADIN/build/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.setOrder(ORDER);
        add(registry, "/lightbox/**", "classpath:/META-INF/resources/lightbox/", CacheControl.noCache());
        add(registry, "/pages/**", "classpath:/META-INF/resources/pages/", CacheControl.noCache());
        add(
                        registry,
                        "/VAADIN/build/*.js",
                        BUNDLE,
                        CacheControl.maxAge(Duration.ofDays(365)).immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    private static ResourceHandlerRegistration add(
            ResourceHandlerRegistry registry, String path, String location, CacheControl kept) {
        return registry.addResourceHandler(path).addResourceLocations(location).setCacheControl(kept);
    }
}
