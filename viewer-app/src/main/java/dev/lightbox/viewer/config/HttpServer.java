package dev.lightbox.viewer.config;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What Tomcat does before any filter of ours, and where it refuses a request itself. */
@Configuration(proxyBeanMethods = false)
class HttpServer {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> httpServerCustomizer(HttpProperties bounds) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof BoundedProtocol protocol) {
                    protocol.bounds(bounds);
                }
            });
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new BareErrorValve()));
        };
    }

    /** What is refused before the filter chains have written their headers (a firewalled path, TRACE) ends at the error page without any. */
    @Bean
    FilterRegistrationBean<Filter> headersOfErrors() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            SecurityHeaders.addMissing((HttpServletResponse) response);
            chain.doFilter(request, response);
        });
        filter.setDispatcherTypes(DispatcherType.ERROR);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
