package dev.lightbox.e2e.environment;

import dev.lightbox.e2e.browser.Browser;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests their {@link OrthancDemo} (one for the whole run) and their {@link Browser} (one for each test), and keeps the screen of a test that
 * failed.
 */
public final class ProductExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(ProductExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == OrthancDemo.class || type == Demo.class || type == Orthanc.class || type == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Browser.class) {
            // Closed by JUnit at the end of the test, as it is AutoCloseable.
            return context.getStore(NAMESPACE).computeIfAbsent(Browser.class, key -> Browser.open(), Browser.class);
        }
        OrthancDemo product = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Start.class, key -> Start.attempt(), Start.class)
                .product();
        if (type == Demo.class) {
            return product.demo();
        }
        return type == Orthanc.class ? product.orthanc() : product;
    }

    /** The one attempt to start: where it failed, all tests fail at once instead of trying again one by one. */
    private record Start(
            @Nullable OrthancDemo started, @Nullable RuntimeException failure) implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(OrthancDemo.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        OrthancDemo product() {
            if (started == null) {
                throw new IllegalStateException("the demo with Orthanc could not be started", failure);
            }
            return started;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Browser browser = context.getStore(NAMESPACE).get(Browser.class, Browser.class);
        if (browser != null && context.getExecutionException().isPresent()) {
            Path screen =
                    browser.saveScreen(context.getRequiredTestClass().getSimpleName() + " " + context.getDisplayName());
            context.publishReportEntry("screen", screen.toString());
        }
    }
}
