package dev.lightbox.viewer.config;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Our own static files. A browser may keep them, but asks each time whether they have changed, so that after an update the page and the program in it
 * fit together; Vaadin would let it use them for an hour.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    /** Before Vaadin's mapping of everything. */
    private static final int ORDER = -100;

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.setOrder(ORDER);
        add(registry, "/lightbox/**", "classpath:/META-INF/resources/lightbox/");
        add(registry, "/pages/**", "classpath:/META-INF/resources/pages/");
    }

    private static void add(ResourceHandlerRegistry registry, String path, String location) {
        registry.addResourceHandler(path).addResourceLocations(location).setCacheControl(CacheControl.noCache());
    }
}
